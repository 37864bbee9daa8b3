/**
 * Returns a handler of clicks that takes a double click for one: on a button that toggles, the second would
 * take back what the first has done.
 */
export const onSingleClick =
  <E extends MouseEvent>(act: (event: E) => void) =>
  (event: E): void => {
    if (event.detail < 2) act(event);
  };
