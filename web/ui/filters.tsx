import { type ReactElement, useEffect, useState } from 'react'
import { useT } from '../locale/desk.ts'
import { useUrl } from '../navigation.tsx'
import { DateInput } from './date-input.tsx'
import { Icon } from './icon.tsx'

interface Option {
  readonly value: string
  readonly label: string
}

/** A filter that lives in the address under `name`; the empty choice takes it out. */
export function FilterSelect(props: {
  name: string
  label: string
  options: readonly Option[]
  /** What stands for "no filter"; "all" where absent. */
  all?: string
}): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const value = search[props.name] ?? ''
  return (
    <label className={value === '' ? 'filter' : 'filter filter-on'}>
      <span>{props.label}</span>
      <select
        value={value}
        onChange={(event) =>
          change({ [props.name]: event.target.value || undefined, page: undefined })
        }
      >
        <option value="">{props.all ?? t('common.all')}</option>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A search box whose text goes into the address when the typing rests. */
export function FilterText(props: { name: string; label: string }): ReactElement {
  const [search, change] = useUrl()
  const asked = search[props.name] ?? ''
  const [state, setState] = useState({ typed: asked, sent: asked, seen: asked })
  if (state.seen !== asked) {
    // The address changed: by our own sending, or by somebody else, whose word then counts.
    const typed = asked === state.sent ? state.typed : asked
    setState({ ...state, seen: asked, typed })
  }
  const { typed } = state
  useEffect(() => {
    if (typed === asked) return
    const timer = setTimeout(() => {
      setState((now) => ({ ...now, sent: typed }))
      change({ [props.name]: typed === '' ? undefined : typed, page: undefined })
    }, 300)
    return () => clearTimeout(timer)
  })
  return (
    <label className="filter filter-text">
      <Icon name="search" />
      <span className="visually-hidden">{props.label}</span>
      <input
        type="search"
        value={typed}
        placeholder={props.label}
        onChange={(event) => setState({ ...state, typed: event.target.value })}
      />
    </label>
  )
}

/** A day in the address; empty means no limit. */
export function FilterDay(props: { name: string; label: string; max?: string }): ReactElement {
  const [search, change] = useUrl()
  const value = search[props.name] ?? ''
  return (
    <span className={value === '' ? 'filter' : 'filter filter-on'}>
      <span>{props.label}</span>
      <DateInput
        label={props.label}
        value={value}
        max={props.max}
        onChange={(day) => change({ [props.name]: day === '' ? undefined : day, page: undefined })}
      />
    </span>
  )
}

/** Takes the named filters out of the address; drawn only while one is set. */
export function ClearFilters({ names }: { names: readonly string[] }): ReactElement | null {
  const t = useT()
  const [search, change] = useUrl()
  if (names.every((name) => search[name] === undefined)) return null
  return (
    <button
      type="button"
      className="button-link"
      onClick={() =>
        change(Object.fromEntries([...names, 'page'].map((name) => [name, undefined])))
      }
    >
      {t('common.clear')}
    </button>
  )
}
