/** Events by which the user moves about in a page. */
export const MOVING = ['wheel', 'pointerdown', 'touchmove', 'keydown'];
