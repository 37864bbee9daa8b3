/** Returns a function that calls `read` the first time it is called, and then repeats the answer. */
export function readOnce<T>(read: () => T): () => T {
  let answer: { readonly value: T } | undefined;
  return () => {
    answer ??= { value: read() };
    return answer.value;
  };
}
