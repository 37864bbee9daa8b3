/** Shows a tag in its colour. */
export function TagChip({ name, colour = 'grey' }: { name: string; colour?: string | undefined }) {
  return (
    <span class="chip" data-colour={colour} dir="auto">
      {name}
    </span>
  );
}
