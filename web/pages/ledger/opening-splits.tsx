import type { ReactElement } from 'react'
import { displayYuan, formatYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tag } from '../../ui/page.tsx'
import type { Book } from './book.ts'
import { Combobox } from './combobox.tsx'
import { partyKindsFor } from './entry.ts'
import { type Asked, emptyPart, isSplit, leftOf, type Part } from './opening-split.ts'

interface SplitsProps {
  readonly asked: readonly Asked[]
  readonly book: Book
  readonly partsOf: (code: string) => readonly Part[]
  readonly change: (code: string, parts: readonly Part[]) => void
}

/** Accounts whose code changed its meaning: each item is asked where it goes. */
export function OpeningSplits(props: SplitsProps): ReactElement | null {
  const t = useT()
  if (props.asked.length === 0) return null
  return (
    <div className="stack">
      <h3>{t('opening.splits')}</h3>
      {props.asked.map((asked) => (
        <OneSplit
          key={asked.code}
          asked={asked}
          book={props.book}
          parts={props.partsOf(asked.code)}
          change={(parts) => props.change(asked.code, parts)}
        />
      ))}
    </div>
  )
}

interface OneProps {
  readonly asked: Asked
  readonly book: Book
  readonly parts: readonly Part[]
  readonly change: (parts: readonly Part[]) => void
}

function OneSplit({ asked, book, parts, change }: OneProps): ReactElement {
  const t = useT()
  const left = leftOf(asked, parts)
  const set = (at: number, part: Partial<Part>): void =>
    change(parts.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const rest = (): Part =>
    left > 0n ? emptyPart({ debit: formatYuan(left) }) : emptyPart({ credit: formatYuan(-left) })
  return (
    <fieldset className="split">
      <legend>
        <strong>
          {asked.code} {asked.name}
        </strong>{' '}
        {isSplit(asked, parts) ? (
          <Tag tone="pass">{t('opening.splitDone')}</Tag>
        ) : (
          <Tag tone="depends">
            {left === 0n
              ? t('opening.splitAsk')
              : t('opening.splitLeft', { n: displayYuan(left < 0n ? -left : left) })}
          </Tag>
        )}
      </legend>
      <p className="muted small">{say(asked.how)}</p>
      <div className="table-scroll">
        <table className="table table-small">
          <thead>
            <tr>
              <th scope="col">{t('opening.into')}</th>
              <th scope="col">{t('entry.who')}</th>
              <th scope="col" className="num">
                {t('entry.debit')}
              </th>
              <th scope="col" className="num">
                {t('entry.credit')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {parts.map((part, at) => (
              <PartRow
                key={part.key}
                asked={asked}
                book={book}
                part={part}
                at={at}
                set={(typed) => set(at, typed)}
                remove={() => change(parts.toSpliced(at, 1))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <button type="button" className="button" onClick={() => change([...parts, rest()])}>
        <Icon name="add" /> {t('opening.addPart')}
      </button>
    </fieldset>
  )
}

function PartRow(props: {
  asked: Asked
  book: Book
  part: Part
  at: number
  set: (part: Partial<Part>) => void
  remove: () => void
}): ReactElement {
  const t = useT()
  const { asked, book, part, at, set } = props
  return (
    <tr>
      <td>
        <select
          className="cell cell-boxed"
          aria-label={t('entry.cell', { n: at + 1, what: t('opening.into') })}
          value={part.account}
          onChange={(event) => set({ account: event.target.value })}
        >
          <option value="">{t('opening.choose')}</option>
          {asked.into.map(({ account, name }) => (
            <option key={account} value={account}>
              {account} {say(name)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <Who part={part} at={at} book={book} set={set} />
      </td>
      {(['debit', 'credit'] as const).map((side) => (
        <td key={side}>
          <input
            className="cell cell-boxed cell-amount"
            inputMode="decimal"
            aria-label={t('entry.cell', { n: at + 1, what: t(`entry.${side}`) })}
            value={part[side]}
            onChange={(event) => set({ [side]: event.target.value })}
          />
        </td>
      ))}
      <td>
        <button
          type="button"
          className="button-plain"
          aria-label={t('entry.removeLine', { n: at + 1 })}
          onClick={props.remove}
        >
          <Icon name="close" />
        </button>
      </td>
    </tr>
  )
}

/** Whom the new account asks for. */
function Who(props: {
  part: Part
  at: number
  book: Book
  set: (part: Partial<Part>) => void
}): ReactElement | null {
  const t = useT()
  const { part, at, book, set } = props
  const dimension = book.account(part.account)?.dimension ?? null
  if (dimension === null || dimension === 'bank') return null
  const member = dimension === 'member'
  return (
    <Combobox
      className="cell-boxed"
      label={t('entry.cell', { n: at + 1, what: t('entry.who') })}
      shown={part.who}
      find={(typed) =>
        member ? book.findMembers(typed) : book.findParties(partyKindsFor(dimension), typed)
      }
      invalid={part.memberId === null && part.partyId === null}
      onPick={({ key, label }) =>
        set(
          member
            ? { memberId: key, partyId: null, who: label }
            : { partyId: key, memberId: null, who: label },
        )
      }
      onClear={() => set({ memberId: null, partyId: null, who: '' })}
      onNext={() => undefined}
    />
  )
}
