import { type ReactElement, useState } from 'react'
import { addDays, type LocalDate } from '../../../src/kernel/date.ts'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/approvals.ts'
import { asWritten } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { readDay } from '../../ui/date-input.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import './approvals.css'

type Year = Out<'readWorkingCalendar'>['years'][number]

/** Holidays and worked weekends, year by year, and how far they are known. */
export default function WorkingCalendar(): ReactElement {
  const t = useT()
  const may = useMay()
  const read = useRead('readWorkingCalendar', {})
  const [open, setOpen] = useState(false)
  const { data } = read
  return (
    <div className="page approvals">
      <PageHead
        title={t('calendar.title')}
        sentence={data === undefined ? '…' : t('calendar.sentence', { day: data.coveredThrough })}
        actions={
          may('recordWorkingCalendar') ? (
            <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
              {t('calendar.record')}
            </button>
          ) : null
        }
      />
      <Loaded read={read} lines={8}>
        {({ years }) => (
          <div className="years">
            {years.toReversed().map((year) => (
              <YearPanel key={year.year} year={year} />
            ))}
          </div>
        )}
      </Loaded>
      {open && data !== undefined ? (
        <Record next={Number(data.coveredThrough.slice(0, 4)) + 1} close={() => setOpen(false)} />
      ) : null}
    </div>
  )
}

function YearPanel({ year }: { year: Year }): ReactElement {
  const t = useT()
  return (
    <Panel
      title={String(year.year)}
      hint={asWritten(year.source)}
      extra={
        <Tag {...(year.origin === 'county' ? { tone: 'accent' as const } : {})}>
          {t(`process.origin.${year.origin}`)}
        </Tag>
      }
    >
      <p>
        <strong>{t('calendar.free')}</strong>{' '}
        <Ranges days={stretchesOf(year.free).map(sayStretch)} />
        <span className="muted small"> {t('calendar.days', { n: year.free.length })}</span>
      </p>
      <p>
        <strong>{t('calendar.worked')}</strong>{' '}
        <Ranges days={year.worked.map((day) => day.slice(5))} />
      </p>
    </Panel>
  )
}

type Stretch = readonly [string, string]

/** Days that follow each other, as stretches. */
function stretchesOf(days: readonly string[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days.toSorted()) {
    const last = stretches.at(-1)
    if (last !== undefined && addDays(last[1] as LocalDate, 1) === day) {
      stretches[stretches.length - 1] = [last[0], day]
    } else {
      stretches.push([day, day])
    }
  }
  return stretches
}

const sayStretch = ([first, last]: Stretch): string =>
  first === last ? first.slice(5) : `${first.slice(5)}～${last.slice(5)}`

/** Days of a typed list, a stretch a line; the lines that are none. */
function daysOf(text: string): { readonly days: string[]; readonly bad: string[] } {
  const days: string[] = []
  const bad: string[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [from = null, to] = line.split(/\s*(?:至|到|~|～|—|\sto\s)\s*/u).map(readDay)
    const last = to === undefined ? from : to
    if (from === null || last === null || last < from) {
      bad.push(line)
      continue
    }
    for (let day = from; day <= last && days.length < 400; day = addDays(day as LocalDate, 1)) {
      days.push(day)
    }
  }
  return { days, bad }
}

function Record({ next, close }: { next: number; close: () => void }): ReactElement {
  const t = useT()
  const [year, setYear] = useState(String(next))
  const [free, setFree] = useState('')
  const [worked, setWorked] = useState('')
  const [source, setSource] = useState('')
  const [freeDays, workedDays] = [daysOf(free), daysOf(worked)]
  const bad = (lines: readonly string[]): string | null =>
    lines[0] === undefined ? null : t('calendar.badLine', { line: lines[0] })
  const whole =
    /^\d{4}$/.test(year) &&
    freeDays.days.length > 0 &&
    freeDays.bad.length + workedDays.bad.length === 0 &&
    source.trim() !== ''
  const input = { year: Number(year), free: freeDays.days, worked: workedDays.days, source }
  return (
    <WriteDialog
      title={t('calendar.record')}
      confirm={t('calendar.record')}
      verb="recordWorkingCalendar"
      input={whole ? input : null}
      close={close}
      onDone={() => undefined}
      preview={({ coveredThrough }) => <p>{t('calendar.sentence', { day: coveredThrough })}</p>}
    >
      {(faults) => (
        <>
          <TextField
            label={t('calendar.year')}
            value={year}
            inputMode="numeric"
            onChange={setYear}
            error={faults.at('year')}
          />
          <TextArea
            label={t('calendar.free')}
            hint={t('calendar.freeHint')}
            rows={6}
            value={free}
            onChange={setFree}
            error={bad(freeDays.bad)}
          />
          <TextArea
            label={t('calendar.worked')}
            hint={t('calendar.workedHint')}
            value={worked}
            onChange={setWorked}
            error={bad(workedDays.bad)}
          />
          <TextField label={t('calendar.source')} value={source} onChange={setSource} required />
        </>
      )}
    </WriteDialog>
  )
}

/** Days and stretches of days, none of them broken over two lines. */
function Ranges({ days }: { days: readonly string[] }): ReactElement {
  if (days.length === 0) return <>—</>
  return (
    <>
      {days.map((day, i) => (
        <span key={day}>
          <span className="day-range">
            {day}
            {i < days.length - 1 ? '、' : ''}
          </span>
          <wbr />
        </span>
      ))}
    </>
  )
}
