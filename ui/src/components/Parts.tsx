import { For, type JSX } from 'solid-js';

/** `IAM Identity Center · Developer · eu-central-1`: lines break between the parts, and in none of them. */
export function Parts(props: { of: readonly string[] }): JSX.Element {
  return (
    <For each={props.of}>
      {(part, at) => (
        <>
          <span class="whole">
            {part}
            {at() + 1 < props.of.length && ' ·'}
          </span>{' '}
        </>
      )}
    </For>
  );
}
