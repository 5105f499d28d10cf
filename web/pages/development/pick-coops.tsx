import type { ReactElement } from 'react'

/** Co-ops with a box each: what is unticked is left out. */
export function PickCoops(props: {
  coops: readonly { readonly id: string; readonly name: string }[]
  left: ReadonlySet<string>
  set: (left: ReadonlySet<string>) => void
}): ReactElement {
  const flip = (id: string): void => {
    const next = new Set(props.left)
    if (!next.delete(id)) next.add(id)
    props.set(next)
  }
  return (
    <ul className="plain-list">
      {props.coops.map((coop) => (
        <li key={coop.id}>
          <label className="check">
            <input
              type="checkbox"
              checked={!props.left.has(coop.id)}
              onChange={() => flip(coop.id)}
            />
            {coop.name}
          </label>
        </li>
      ))}
    </ul>
  )
}
