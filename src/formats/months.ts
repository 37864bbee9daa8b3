/** The macros of BibTeX for the months, which every style defines. */
export const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
