import { type ReactElement, useState } from 'react'
import { flushSync } from 'react-dom'
import { displayYuan } from '../../../src/kernel/money.ts'
import { useT } from '../../locale/ledger.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icon.tsx'
import { useCoopId } from './book-frame.tsx'
import { type Entry, readShortDay } from './entry.ts'
import type { Judged, useVoucher } from './use-voucher.ts'
import { type Kind, KIND_WORDS, KINDS, periodOfDay, showPeriod } from './words.ts'

interface HeadProps {
  readonly entry: Entry
  readonly change: (entry: Entry) => void
  readonly judged: Judged
  /** Enter goes on into the lines. */
  readonly onNext: () => void
}

/** The day, in as few keys as it takes. */
function DayCell(props: HeadProps & { wrong: boolean }): ReactElement {
  const t = useT()
  const { entry, change } = props
  const [typed, setTyped] = useState<string | null>(null)
  const take = (): void => {
    const day = typed === null ? null : readShortDay(typed, entry.onDate)
    if (day !== null) change({ ...entry, onDate: day, period: null })
    setTyped(null)
  }
  return (
    <label className="entry-field">
      <span>{t('entry.onDate')}</span>
      <input
        className="cell cell-boxed cell-day"
        name="on-date"
        autoComplete="off"
        inputMode="numeric"
        aria-invalid={props.wrong ? true : undefined}
        aria-describedby="entry-day-note"
        value={typed ?? entry.onDate}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey) return
          event.preventDefault()
          flushSync(take)
          props.onNext()
        }}
      />
    </label>
  )
}

/** Kind, day and number of papers: what a voucher has above its lines. */
export function EntryHead(props: HeadProps): ReactElement {
  const t = useT()
  const { entry, change, judged } = props
  const wrong = judged.faultAt('onDate')
  return (
    <div className="entry-head">
      <label className="entry-field">
        <span>{t('entry.kind')}</span>
        <select
          className="cell cell-boxed"
          value={entry.kind}
          onChange={(event) => change({ ...entry, kind: event.target.value as Kind })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey) return
            event.preventDefault()
            props.onNext()
          }}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {say(KIND_WORDS[kind])}
            </option>
          ))}
        </select>
      </label>
      <DayCell {...props} wrong={wrong !== null} />
      <p id="entry-day-note" className={wrong === null ? 'muted small' : 'field-error'}>
        {wrong ?? (
          <>
            {showPeriod(entry.period ?? periodOfDay(entry.onDate))} · {t('entry.dayHint')}
          </>
        )}
      </p>
      <Papers entry={entry} change={change} />
      {entry.clause === null ? null : (
        <p className="entry-clause small">
          <Icon name="rule" size={14} /> {t('entry.clause', { clause: entry.clause })}
          <button
            type="button"
            className="button-link"
            tabIndex={-1}
            onClick={() => change({ ...entry, template: null, clause: null })}
          >
            {t('entry.clauseOff')}
          </button>
        </p>
      )}
    </div>
  )
}

/** How many papers stand behind the voucher; Enter goes on to the button that sends it. */
function Papers(props: { entry: Entry; change: (entry: Entry) => void }): ReactElement {
  const t = useT()
  const { entry, change } = props
  return (
    <label className="entry-field entry-papers">
      <span>{t('entry.attachments')}</span>
      <input
        className="cell cell-boxed cell-count"
        name="attachments"
        inputMode="numeric"
        autoComplete="off"
        value={entry.attachments}
        onFocus={(event) => event.target.select()}
        onChange={(event) =>
          change({ ...entry, attachments: event.target.value.replaceAll(/\D/g, '').slice(0, 4) })
        }
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey) return
          event.preventDefault()
          document.querySelector<HTMLButtonElement>('[name="save-voucher"]')?.focus()
        }}
      />
    </label>
  )
}

interface FootProps {
  readonly desk: ReturnType<typeof useVoucher>
  readonly sent: {
    readonly count: number
    readonly summary: string
    readonly amount: bigint
    readonly submitted: boolean
  } | null
  readonly onTemplate: () => void
  readonly onKeys: () => void
  readonly onCopy: () => void
}

/** The buttons with their keys, and what has been sent so far. */
export function DeskFoot(props: FootProps): ReactElement {
  const t = useT()
  const { desk, sent } = props
  return (
    <div className="entry-foot">
      <div className="row">
        <button
          type="button"
          name="save-voucher"
          className="button button-primary"
          disabled={desk.saving}
          onClick={() => desk.save(true)}
        >
          {t('entry.save')} <kbd>Ctrl+Enter</kbd>
        </button>
        <button
          type="button"
          className="button"
          disabled={desk.saving}
          onClick={() => desk.save(false)}
        >
          {t('entry.keep')} <kbd>Ctrl+S</kbd>
        </button>
        <button type="button" className="button" onClick={props.onTemplate}>
          {t('entry.template')} <kbd>F2</kbd>
        </button>
        <button type="button" className="button" onClick={props.onCopy}>
          {t('entry.copyLast')} <kbd>F8</kbd>
        </button>
        <button type="button" className="button-plain keys-button" onClick={props.onKeys}>
          {t('entry.keys')} <kbd>?</kbd>
        </button>
      </div>
      <SentLine sent={sent} />
    </div>
  )
}

function SentLine({ sent }: { sent: FootProps['sent'] }): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  return (
    <p role="status" className="entry-sent">
      {sent === null ? null : (
        <>
          <Icon name="passes" size={16} />
          {t(sent.submitted ? 'entry.sent' : 'entry.kept', {
            summary: sent.summary,
            amount: displayYuan(sent.amount),
          })}{' '}
          <Go to={paths.bookPlace(coopId, 'drafts')}>{t('entry.sentCount', { n: sent.count })}</Go>
        </>
      )}
    </p>
  )
}
