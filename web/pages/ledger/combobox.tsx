import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'

export interface Option {
  readonly key: string
  /** What stands in the cell once it is chosen. */
  readonly label: string
  /** Beside the label in the list: code, number, balance. */
  readonly note?: string
  readonly code?: string
}

interface ComboboxProps {
  readonly label: string
  /** What is chosen, as it stands in the cell. */
  readonly shown: string
  /** What fits the typed words; everything for the empty text. */
  readonly find: (typed: string) => readonly Option[]
  readonly onPick: (option: Option) => void
  /** Enter on a cell with nothing to choose, or after choosing. */
  readonly onNext: () => void
  /** The cell is emptied. */
  readonly onClear?: () => void
  /** Asked for when the typed words change: lists that the server holds. */
  readonly onType?: (typed: string) => void
  readonly invalid?: boolean
  readonly describedBy?: string | undefined
  readonly className?: string
  readonly placeholder?: string
  readonly name?: string
  /** Keys that the cell does not use itself. */
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>, typed: string) => void
}

/** Rows that are drawn at most: more cannot be read while typing. */
const SHOWN = 60

interface Typing {
  readonly typed: string
  readonly at: number
}

/**
 * A cell with a list behind it: typing narrows the list, Enter takes the marked row and goes on. No
 * portal, no measuring library: the list is a popover of the browser in the top layer.
 */
export function Combobox(props: ComboboxProps): ReactElement {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typing, setTyping] = useState<Typing | null>(null)
  const options = typing === null ? [] : props.find(typing.typed.trim()).slice(0, SHOWN)
  const at = typing === null ? 0 : Math.min(typing.at, Math.max(0, options.length - 1))
  const open = typing !== null && options.length > 0
  const take = (option: Option): void => {
    // What is typed next belongs into the next cell: the choice must be drawn before the cursor moves.
    flushSync(() => {
      setTyping(null)
      props.onPick(option)
    })
    props.onNext()
  }
  const type = (typed: string): void => {
    setTyping({ typed, at: 0 })
    props.onType?.(typed.trim())
  }
  const leave = (): void => {
    if (typing === null) return
    const typed = typing.typed.trim()
    const exact = options.find((option) => option.code === typed || option.label === typed)
    if (typed === '') props.onClear?.()
    else if (exact !== undefined) props.onPick(exact)
    setTyping(null)
  }
  const keys = useListKeys({ ...props, typing, setTyping, options, at, open, take })
  return (
    <>
      <input
        ref={input}
        role="combobox"
        type="text"
        name={props.name}
        autoComplete="off"
        spellCheck={false}
        className={`cell ${props.className ?? ''}`}
        aria-label={props.label}
        aria-expanded={open}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${id}-${at}` : undefined}
        aria-invalid={props.invalid === true ? true : undefined}
        aria-describedby={props.describedBy}
        placeholder={props.placeholder}
        value={typing?.typed ?? props.shown}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target.value)}
        onClick={() => (typing === null ? setTyping({ typed: '', at: 0 }) : undefined)}
        onBlur={leave}
        onKeyDown={keys}
      />
      <Choices id={id} open={open} options={options} at={at} anchor={input} onPick={take} />
    </>
  )
}

interface ListKeys extends ComboboxProps {
  readonly typing: Typing | null
  readonly setTyping: (typing: Typing | null) => void
  readonly options: readonly Option[]
  readonly at: number
  readonly open: boolean
  readonly take: (option: Option) => void
}

/** Arrows move in the list, Enter and Tab take the marked row, Escape gives up what was typed. */
function useListKeys(list: ListKeys) {
  const { typing, setTyping, options, at, open, take } = list
  const move = (event: KeyboardEvent, step: number): void => {
    event.preventDefault()
    event.stopPropagation()
    setTyping({
      typed: typing?.typed ?? '',
      at: (at + step + options.length) % Math.max(1, options.length),
    })
  }
  return (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const marked = options[at]
    const modified = event.ctrlKey || event.metaKey || event.altKey
    if (event.key === 'ArrowDown' && (open || event.altKey)) return move(event, open ? 1 : 0)
    if (event.key === 'ArrowUp' && open) return move(event, -1)
    if (event.key === 'Escape' && typing !== null) {
      event.preventDefault()
      event.stopPropagation()
      return setTyping(null)
    }
    if (event.key === 'Enter' && !modified && !event.shiftKey) {
      event.preventDefault()
      event.stopPropagation()
      if (typing !== null && typing.typed.trim() === '' && list.onClear !== undefined && !open) {
        list.onClear()
      }
      if (open && marked !== undefined) return take(marked)
      return list.onNext()
    }
    if (event.key === 'Tab' && open && marked !== undefined && typing?.typed.trim() !== '') {
      setTyping(null)
      return list.onPick(marked)
    }
    list.onKeyDown?.(event, typing?.typed ?? list.shown)
  }
}

/** Under its cell, or above it where there is no room below. */
function place(panel: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect()
  const below = window.innerHeight - at.bottom
  const left = Math.max(8, Math.min(at.left, window.innerWidth - panel.offsetWidth - 8))
  panel.style.left = `${left}px`
  panel.style.minWidth = `${Math.max(at.width, 220)}px`
  panel.style.top =
    below > panel.offsetHeight + 8 || below > at.top
      ? `${at.bottom + 2}px`
      : `${Math.max(8, at.top - panel.offsetHeight - 2)}px`
}

function Choices(props: {
  id: string
  open: boolean
  options: readonly Option[]
  at: number
  anchor: RefObject<HTMLInputElement | null>
  onPick: (option: Option) => void
}): ReactElement {
  const panel = useRef<HTMLUListElement>(null)
  const { open, options, at, anchor } = props
  useLayoutEffect(() => {
    const list = panel.current
    if (list === null) return
    if (!open) {
      if (list.matches(':popover-open')) list.hidePopover()
      return
    }
    if (!list.matches(':popover-open')) list.showPopover()
    if (anchor.current !== null) place(list, anchor.current)
  }, [open, options.length, anchor])
  useEffect(() => {
    if (open) panel.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [open, at])
  return (
    <ul ref={panel} id={props.id} role="listbox" popover="manual" className="choices">
      {options.map((option, i) => (
        <li
          key={option.key}
          id={`${props.id}-${i}`}
          role="option"
          aria-selected={i === at}
          onMouseDown={(event) => {
            event.preventDefault()
            props.onPick(option)
          }}
        >
          {option.code === undefined ? null : <span className="choice-code">{option.code}</span>}
          <span className="choice-label">{option.label}</span>
          {option.note === undefined ? null : <span className="choice-note">{option.note}</span>}
        </li>
      ))}
    </ul>
  )
}
