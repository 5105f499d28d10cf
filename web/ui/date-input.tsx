import { type ReactElement, useRef, useState } from 'react'
import { parseDate } from '../../src/kernel/date.ts'
import { say, useLanguage } from '../locale/translate.ts'
import { Icon } from './icon.tsx'
import { WORDS } from './words.ts'

interface DateInputProps {
  readonly value: string
  readonly onChange: (day: string) => void
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly id?: string
  readonly required?: boolean
  readonly label?: string
}

/** "20201130", "2020/11/30" and "2020年11月30日" are the same day; null when it is none. */
export function readDay(typed: string): string | null {
  const parts = /^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$/.exec(typed.trim())
  if (parts === null) return null
  const [, year = '', month = '', day = ''] = parts
  return parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

/** A day as everybody here writes it, whatever the browser's own habit; typed, or picked from the calendar. */
export function DateInput(props: DateInputProps): ReactElement {
  useLanguage()
  const picker = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string): void => {
    const day = text.trim() === '' ? '' : readDay(text)
    const late = day !== null && props.max !== undefined && day > props.max
    const early = day !== null && day !== '' && props.min !== undefined && day < props.min
    if (day !== null && !late && !early) props.onChange(day)
    setTyped(null)
  }
  return (
    <span className="date-input">
      <input
        id={props.id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder="YYYY-MM-DD"
        size={10}
        required={props.required}
        aria-label={props.label}
        value={typed ?? props.value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={(event) => (typed === null ? undefined : take(event.target.value))}
        onKeyDown={(event) => (event.key === 'Enter' ? take(event.currentTarget.value) : undefined)}
      />
      <button
        type="button"
        className="date-button"
        aria-label={say(WORDS.pickDay)}
        onClick={() => picker.current?.showPicker()}
      >
        <Icon name="calendar" />
      </button>
      <input
        ref={picker}
        type="date"
        className="date-picker"
        tabIndex={-1}
        aria-hidden="true"
        value={props.value}
        min={props.min}
        max={props.max}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </span>
  )
}
