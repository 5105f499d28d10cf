import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import type { Out } from '../api.ts'
import { useT } from '../locale/desk.ts'
import { paths } from '../paths.ts'
import { useRead } from '../query.ts'
import { useGo } from '../navigation.tsx'
import { mayCall, useMe } from '../session.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { menuFor } from './side-nav.tsx'

type Hit = Out<'searchRegistry'>['hits'][number]

interface Choice {
  readonly key: string
  readonly to: string
  readonly icon: IconName
  readonly name: string
  readonly place: string
}

const ICONS: Readonly<Record<Hit['kind'], IconName>> = {
  town: 'town',
  village: 'village',
  coop: 'coop',
  union: 'union',
  collective: 'money',
  person: 'person',
}

function pathOf(hit: Hit): string {
  switch (hit.kind) {
    case 'town':
      return paths.board(hit.id)
    case 'village':
      return paths.village(hit.id)
    case 'coop':
      return paths.coop(hit.id)
    case 'union':
      return paths.union(hit.id)
    case 'collective':
      return paths.villages({ q: hit.place })
    case 'person':
      return paths.person(hit.id)
  }
}

/** The pages of the menu whose name contains what was typed, then what the registry found. */
function useChoices(query: string): { choices: readonly Choice[]; busy: boolean } {
  const t = useT()
  const me = useMe()
  const asked = query.trim()
  const found = useRead(
    'searchRegistry',
    { q: asked, limit: 12 },
    { enabled: asked !== '' && mayCall(me, 'searchRegistry') },
  )
  const pages = menuFor(me)
    .flatMap((group) => group.entries)
    .map((entry) => ({ ...entry, name: t(entry.label) }))
    .filter((entry) => entry.name.toLowerCase().includes(asked.toLowerCase()))
    .map((entry) => ({
      key: entry.to,
      to: entry.to,
      icon: entry.icon,
      name: entry.name,
      place: t('palette.pages'),
    }))
  const hits =
    asked === ''
      ? []
      : (found.data?.hits ?? []).map((hit) => ({
          key: `${hit.kind}${hit.id}`,
          to: pathOf(hit),
          icon: ICONS[hit.kind],
          name: hit.name,
          place: hit.place,
        }))
  const choices = asked === '' ? pages : [...hits, ...pages]
  return { choices, busy: found.isFetching }
}

/** Waits until the typing rests, so that each letter is not a question to the server. */
function useSettled(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}

/** Ctrl+K from anywhere: everything the desk knows by name, pinyin or number. */
export function Palette(props: {
  open: boolean
  setOpen: (open: boolean) => void
}): ReactElement | null {
  const { open, setOpen } = props
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [setOpen])
  return open ? <OpenPalette close={() => setOpen(false)} /> : null
}

function OpenPalette({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const go = useGo()
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [index, setIndex] = useState(0)
  const { choices, busy } = useChoices(useSettled(query, 120))
  const at = Math.min(index, Math.max(0, choices.length - 1))
  useEffect(() => dialog.current?.showModal(), [])
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined) return
    close()
    go(choice.to)
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setIndex(Math.min(at + 1, choices.length - 1))
    else if (event.key === 'ArrowUp') setIndex(Math.max(at - 1, 0))
    else if (event.key === 'Enter') choose(choices[at])
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('palette.title')}
      onCancel={close}
      onClick={(event) => (event.target === dialog.current ? close() : undefined)}
    >
      <div className="palette-box">
        <div className="palette-input">
          <Icon name="search" size={18} />
          <input
            type="search"
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={choices[at] === undefined ? undefined : `palette-${at}`}
            aria-label={t('palette.title')}
            placeholder={t('palette.placeholder')}
            value={query}
            autoFocus
            onChange={(event) => {
              setQuery(event.target.value)
              setIndex(0)
            }}
            onKeyDown={onKey}
          />
        </div>
        <Choices choices={choices} at={at} onPoint={setIndex} onChoose={choose} />
        {choices.length === 0 && !busy && query.trim() !== '' ? (
          <p className="palette-none">{t('palette.none', { query: query.trim() })}</p>
        ) : null}
        <p className="palette-foot muted small">{t('palette.keys')}</p>
      </div>
    </dialog>
  )
}

function Choices(props: {
  choices: readonly Choice[]
  at: number
  onPoint: (index: number) => void
  onChoose: (choice: Choice) => void
}): ReactElement {
  const t = useT()
  return (
    <ul id="palette-list" role="listbox" aria-label={t('palette.title')}>
      {props.choices.map((choice, i) => (
        <li
          key={choice.key}
          id={`palette-${i}`}
          role="option"
          aria-selected={i === props.at}
          onMouseMove={() => props.onPoint(i)}
          onClick={() => props.onChoose(choice)}
        >
          <Icon name={choice.icon} />
          <span>{choice.name}</span>
          <span className="muted small">{choice.place}</span>
        </li>
      ))}
    </ul>
  )
}
