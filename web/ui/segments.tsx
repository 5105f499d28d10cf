import type { ReactElement } from 'react'

interface SegmentsProps<T extends string> {
  readonly legend: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  /** The legend stands above; otherwise only readers hear it. */
  readonly titled?: boolean
}

/** A few words side by side, one of them chosen: radio buttons in one row. */
export function Segments<T extends string>(props: SegmentsProps<T>): ReactElement {
  return (
    <fieldset className="choice">
      <legend className={props.titled === true ? undefined : 'visually-hidden'}>
        {props.legend}
      </legend>
      <div className="segments">
        {props.options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={props.legend}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
