import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/ledger.ts'
import { say, semicolon } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useMay, useMe } from '../../session.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { type BookRow, periodsAround, showPeriod } from './words.ts'

interface BulkProps {
  readonly unitId: string
  readonly chosen: ReadonlySet<string>
  readonly period: number
  readonly rows: readonly BookRow[]
}

type Act = 'close' | 'yearEnd' | 'openYear'

/** Acts for many books at once: those that are marked, or all that are shown. */
export function BulkActs(props: BulkProps): ReactElement {
  const t = useT()
  const may = useMay()
  const [act, setAct] = useState<Act | null>(null)
  const [left, setLeft] = useState<Out<'closePeriods'> | null>(null)
  const close = (): void => setAct(null)
  const n = props.chosen.size === 0 ? props.rows.length : props.chosen.size
  return (
    <>
      {may('closePeriods') ? (
        <button type="button" className="button button-primary" onClick={() => setAct('close')}>
          {t('books.close', { n })}
        </button>
      ) : null}
      {may('draftYearEnd') ? (
        <button type="button" className="button" onClick={() => setAct('yearEnd')}>
          {t('books.yearEnd')}
        </button>
      ) : null}
      {may('openYear') ? (
        <button type="button" className="button" onClick={() => setAct('openYear')}>
          {t('books.openYear')}
        </button>
      ) : null}
      {act === 'close' ? <CloseDialog {...props} close={close} onDone={setLeft} /> : null}
      {act === 'yearEnd' ? <YearDialog {...props} verb="draftYearEnd" close={close} /> : null}
      {act === 'openYear' ? <YearDialog {...props} verb="openYear" close={close} /> : null}
      {left === null ? null : <Result answer={left} />}
    </>
  )
}

/** The books to close: the marked ones, else those on the screen that are open at the period. */
const namedIn = ({ chosen, rows }: BulkProps, period: number): string[] =>
  chosen.size > 0
    ? [...chosen]
    : rows.filter((book) => (book.closedThrough ?? 0) < period).map((book) => book.coopId)

function CloseDialog(
  props: BulkProps & { close: () => void; onDone: (answer: Out<'closePeriods'>) => void },
): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [period, setPeriod] = useState(props.period)
  const coopIds = namedIn(props, period)
  const input: In<'closePeriods'> = { unitId: props.unitId, period, coopIds }
  return (
    <WriteDialog
      wide
      title={t('close.title', { n: coopIds.length })}
      confirm={t('close.confirm')}
      verb="closePeriods"
      input={input}
      close={props.close}
      onDone={props.onDone}
      preview={(answer) => (
        <>
          <Notice tone={answer.closed > 0 ? 'pass' : 'depends'}>
            {t('close.preview', {
              closed: answer.closed,
              left: answer.left.length,
              period: showPeriod(period),
            })}
          </Notice>
          <LeftOpen left={answer.left} />
        </>
      )}
    >
      {() => (
        <>
          <SelectField
            label={t('close.period')}
            hint={t('close.hint')}
            value={String(period)}
            onChange={(value) => setPeriod(Number(value))}
            options={periodsAround(clock.today)
              .toReversed()
              .map((one) => ({ value: String(one), label: showPeriod(one) }))}
          />
        </>
      )}
    </WriteDialog>
  )
}

/** Books that stay open, each with what keeps it open. */
export function LeftOpen({ left }: { left: Out<'closePeriods'>['left'] }): ReactElement | null {
  const t = useT()
  if (left.length === 0) return null
  return (
    <div className="table-scroll table-tall" tabIndex={0} role="group" aria-label={t('close.left')}>
      <table className="table table-small">
        <thead>
          <tr>
            <th scope="col">{t('common.coop')}</th>
            <th scope="col">{t('close.why')}</th>
          </tr>
        </thead>
        <tbody>
          {left.map((book) => (
            <tr key={book.coopId}>
              <th scope="row">
                <Go to={paths.bookPlace(book.coopId, 'periods')}>{book.name}</Go>
              </th>
              <td>
                {book.checks
                  .filter((check) => check.severity === 'block')
                  .map((check) => say(check.text))
                  .join(semicolon()) || t('close.notTurn')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Result({ answer }: { answer: Out<'closePeriods'> }): ReactElement {
  const t = useT()
  return (
    <p role="status">
      {t('close.done', { closed: answer.closed })}
      {answer.left.length === 0 ? null : ` ${t('close.doneLeft', { n: answer.left.length })}`}
    </p>
  )
}

function YearDialog(
  props: BulkProps & { verb: 'draftYearEnd' | 'openYear'; close: () => void },
): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const { verb } = props
  const last = Number(clock.today.slice(0, 4))
  const years = verb === 'openYear' ? [last + 1, last, last - 1] : [last, last - 1]
  const [year, setYear] = useState(verb === 'openYear' ? last : last - 1)
  const whole = props.chosen.size === 0
  return (
    <WriteDialog
      title={t(verb === 'openYear' ? 'books.openYear' : 'books.yearEnd')}
      confirm={t(verb === 'openYear' ? 'books.openYear' : 'yearEnd.confirm')}
      verb={verb}
      input={{ unitId: props.unitId, year, ...(whole ? {} : { coopIds: [...props.chosen] }) }}
      close={props.close}
      onDone={() => undefined}
      preview={(answer) => (
        <Notice tone="info">
          {'draftIds' in answer
            ? t('yearEnd.preview', { n: answer.draftIds.length })
            : t('openYear.preview', { n: answer.opened })}
        </Notice>
      )}
    >
      {() => (
        <SelectField
          label={t('yearEnd.year')}
          hint={t(verb === 'openYear' ? 'openYear.hint' : 'yearEnd.hint')}
          value={String(year)}
          onChange={(value) => setYear(Number(value))}
          options={years.map((one) => ({ value: String(one), label: String(one) }))}
        />
      )}
    </WriteDialog>
  )
}
