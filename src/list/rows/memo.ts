import { Component, type ComponentChild, type ComponentType, h } from 'preact';

/**
 * Returns a component that renders again only when one of its properties, or a signal that it read,
 * has changed.
 *
 * `preact/compat` has one too. But once loaded, it makes every `onChange` fire at each letter, on all
 * pages that share the chunk.
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
