import { type ReactElement, useState } from 'react'
import { parseYuan } from '../../../src/kernel/money.ts'
import type { In } from '../../api.ts'
import { useT } from '../../locale/statements.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { Field, TextField } from '../../ui/field.tsx'
import { Money, showInstant } from '../../ui/figures.tsx'
import { Notice, Tag } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import type { Village } from './village-income.tsx'
import { ABOUT_WORDS, MARK_WORDS } from './words.ts'

type Row = In<'recordVillageIncomes'>['rows'][number]

const ABOUT = ['collective', 'households'] as const
const MARKS = ['claim', 'estimate'] as const
type About = (typeof ABOUT)[number]
type Mark = (typeof MARKS)[number]

/** A figure that somebody reports of a village, with where it comes from; the books stay the proof. */
export function ReportDialog(props: {
  village: Village
  year: number
  baseYear: number
  close: () => void
}): ReactElement {
  const t = useT()
  const { village } = props
  const [year, setYear] = useState(props.baseYear)
  const [about, setAbout] = useState<About>('collective')
  const [mark, setMark] = useState<Mark>('claim')
  const [amount, setAmount] = useState('')
  const [source, setSource] = useState('')
  const { villageId } = village
  const row: Row = { villageId, year, about, mark, amount, source }
  const complete = parseYuan(amount) !== null && source.trim() !== ''
  return (
    <WriteDialog
      verb="recordVillageIncomes"
      input={complete ? { unitId: villageId, rows: [row] } : null}
      title={t('vi.recordTitle', { name: asWritten(village.name) })}
      confirm={t('vi.record')}
      close={props.close}
      onDone={() => undefined}
      preview={({ recorded }) => <Notice tone="info">{t('vi.willRecord', { n: recorded })}</Notice>}
    >
      {(faults) => (
        <>
          <p className="muted">{t('vi.recordHint')}</p>
          <Segments
            titled
            legend={t('vi.year')}
            value={String(year)}
            onChange={(value) => setYear(Number(value))}
            options={[props.baseYear, props.year].map((each) => ({
              value: String(each),
              label: String(each),
            }))}
          />
          <Kind about={about} mark={mark} onAbout={setAbout} onMark={setMark} />
          <TextField
            label={t('vi.amount')}
            value={amount}
            onChange={setAmount}
            error={faults.at('rows[0].amount')}
          />
          <Field
            label={t('vi.source')}
            hint={t('vi.sourceHint')}
            error={faults.at('rows[0].source')}
          >
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={source}
                onChange={(event) => setSource(event.target.value)}
              />
            )}
          </Field>
          <History villageId={villageId} />
        </>
      )}
    </WriteDialog>
  )
}

/** Whose income it is, and whether it was earned or is expected. */
function Kind(props: {
  about: About
  mark: Mark
  onAbout: (about: About) => void
  onMark: (mark: Mark) => void
}): ReactElement {
  const t = useT()
  return (
    <>
      <Segments
        titled
        legend={t('vi.about')}
        value={props.about}
        onChange={props.onAbout}
        options={ABOUT.map((value) => ({ value, label: say(ABOUT_WORDS[value]) }))}
      />
      <Segments
        titled
        legend={t('vi.mark')}
        value={props.mark}
        onChange={props.onMark}
        options={MARKS.map((value) => ({ value, label: say(MARK_WORDS[value]) }))}
      />
    </>
  )
}

function History({ villageId }: { villageId: string }): ReactElement | null {
  const t = useT()
  const read = useRead('listVillageIncomes', { villageId })
  if (read.data === undefined || read.data.rows.length === 0) return null
  return (
    <details>
      <summary>{t('vi.history')}</summary>
      <ul className="tie-list">
        {read.data.rows.map((row) => (
          <li key={row.id}>
            <span className="num">{row.year}</span>
            <span>
              <Money value={row.amount} /> · {say(ABOUT_WORDS[row.about])} ·{' '}
              {say(MARK_WORDS[row.mark])} {row.replaced ? <Tag>{t('vi.replaced')}</Tag> : null}
            </span>
            <span className="muted small">
              {asWritten(row.source)} · {t('vi.by', { by: asWritten(row.recordedBy) })}{' '}
              {showInstant(row.recordedAt)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
