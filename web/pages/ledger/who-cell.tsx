import type { ReactElement } from 'react'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { Icon } from '../../ui/icon.tsx'
import { Combobox, type Option } from './combobox.tsx'
import { changeLine, partyKindsFor } from './entry.ts'
import type { CellProps } from './entry-grid.tsx'
import { fit } from './book.ts'
import { lineNeeds } from './needs.ts'
import { itemName, ITEMS_OF, PARTY_WORDS, type PartyKind } from './words.ts'
import { initialsOf } from './initials.ts'

/** The row of the list that registers a new party under the typed name. */
const NEW = 'new:'

/** Whom the line concerns: a member or a party, as the account asks; a new party is added in passing. */
export function WhoCell(props: CellProps): ReactElement | null {
  const t = useT()
  const add = useAct('addParties')
  const { coopId, entry, change, book, line, row, faults } = props
  const dimension = book.account(line.account)?.dimension ?? null
  const asked = lineNeeds(book, line).who
  const named = line.memberId !== null || line.partyId !== null
  if (!asked && !named) return null
  const forMembers = dimension === 'member' || (dimension === null && line.memberId !== null)
  const kinds = forMembers || dimension === null ? [] : partyKindsFor(dimension)
  const kind: PartyKind = kinds[0] ?? 'counterparty'
  // A new party's name comes from the server while the next cells are typed: the newest entry takes it.
  const set = (id: string, who: string): void =>
    change((now) =>
      changeLine(
        now,
        now.lines.findIndex((one) => one.key === line.key),
        forMembers ? { memberId: id, partyId: null, who } : { partyId: id, memberId: null, who },
      ),
    )
  const find = (typed: string): readonly Option[] => {
    if (forMembers) return book.findMembers(typed)
    const found = book.findParties(kinds, typed)
    const known = found.some((option) => option.label === typed)
    if (typed === '' || known || /^[a-z]+$/i.test(typed)) return found
    const label = t('entry.addParty', { name: typed, kind: say(PARTY_WORDS[kind]) })
    return [...found, { key: `${NEW}${typed}`, label }]
  }
  const pick = (option: Option): void => {
    if (!option.key.startsWith(NEW)) return set(option.key, option.label)
    const name = option.key.slice(NEW.length)
    add.mutate(
      { input: { unitId: coopId, parties: [{ coopId, kind, name }] } },
      { onSuccess: ({ ids }) => set(ids[0] ?? '', name) },
    )
  }
  const what = forMembers ? t('entry.member') : say(PARTY_WORDS[kind])
  return (
    <Combobox
      name={`${row}-who`}
      className={asked ? 'cell-asked' : ''}
      label={t('entry.cell', { n: row + 1, what })}
      shown={line.who}
      find={find}
      invalid={faults.has('memberId') || faults.has('partyId')}
      describedBy={props.note}
      placeholder={what}
      onPick={pick}
      onClear={() => change(changeLine(entry, row, { memberId: null, partyId: null, who: '' }))}
      onNext={() => props.next('who', line)}
      onKeyDown={(event) => props.onKey(event, 'who')}
    />
  )
}

/** Why the amount moved, where the statements ask for it; and whether the asset is a poverty-alleviation one. */
export function ItemCell(props: CellProps): ReactElement | null {
  const t = useT()
  const { entry, change, book, line, row, faults } = props
  const needs = lineNeeds(book, line)
  const items = ITEMS_OF[line.account.slice(0, 3)] ?? []
  if (needs.assisted) {
    return (
      <label className="cell-check">
        <input
          type="checkbox"
          checked={line.assisted}
          onChange={(event) => change(changeLine(entry, row, { assisted: event.target.checked }))}
        />
        {t('entry.assisted')}
      </label>
    )
  }
  if (!needs.item) {
    return line.item === null ? null : (
      <span className="cell-fixed">
        <Icon name="check" size={12} /> {itemName(line.item)}
      </span>
    )
  }
  const options: readonly Option[] = items.map((item) => ({ key: item, label: itemName(item) }))
  return (
    <Combobox
      name={`${row}-item`}
      label={t('entry.cell', { n: row + 1, what: t('entry.item') })}
      shown={line.item === null ? '' : itemName(line.item)}
      find={(typed) =>
        options.filter(
          ({ label }) =>
            fit({ code: '', name: label, initials: initialsOf(label) }, typed) !== null,
        )
      }
      invalid={faults.has('item')}
      describedBy={props.note}
      placeholder={t('entry.item')}
      onPick={(option) => change(changeLine(entry, row, { item: option.key }))}
      onNext={() => props.next('item', line)}
      onKeyDown={(event) => props.onKey(event, 'item')}
    />
  )
}
