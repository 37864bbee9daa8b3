import { Component, type ComponentChild, type ComponentType, h } from 'preact';

/**
 * A component that renders anew only when one of its properties is another, or a signal that it read.
 * (`preact/compat` has one too, but to load it makes every `onChange`, on each page that shares the
 * chunk, act at every letter.)
 */
export function memo<P extends object>(inner: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const names = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof P>;
      return [...names].some((name) => next[name] !== (this.props as P)[name]);
    }

    override render(props: P): ComponentChild {
      return h(inner, props);
    }
  };
}
