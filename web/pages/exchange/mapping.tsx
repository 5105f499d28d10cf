import type { ReactElement } from 'react'
import { FIELD_TITLES, type ImportField } from '../../../src/modules/exchange/contract/fields.ts'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { useAct } from '../../query.ts'
import { Panel, Tag } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import type { Preview } from './import.tsx'

type Sheet = Out<'previewImport'>['sheets'][number]
type Column = Sheet['columns'][number]
type Correction = NonNullable<In<'setMapping'>['sheets']>[number]

const FIELDS = Object.keys(FIELD_TITLES) as ImportField[]
const UNITS = ['yuan', 'thousand', 'wan'] as const
const TONES = {
  remembered: 'pass',
  exact: 'pass',
  part: 'depends',
  content: 'depends',
  none: undefined,
} as const

/** What the product took each column for; a correction is judged anew at once. */
export function Mapping({ preview, open }: { preview: Preview; open: boolean }): ReactElement {
  const t = useT()
  const act = useAct('setMapping')
  const correct = (sheet: Correction): void =>
    act.mutate({ input: { importId: preview.import.id, sheets: [sheet] } })
  return (
    <Panel title={t('import.columns')} hint={t('import.columnsHint')}>
      <div className="stack">
        {act.error === null ? null : <Refused error={act.error} write />}
        {preview.sheets.map((sheet) => (
          <SheetMapping
            key={sheet.sheet}
            sheet={sheet}
            disabled={!open || act.isPending}
            onCorrect={correct}
          />
        ))}
      </div>
    </Panel>
  )
}

interface SheetProps {
  readonly sheet: Sheet
  readonly disabled: boolean
  readonly onCorrect: (correction: Correction) => void
}

function SheetMapping({ sheet, disabled, onCorrect }: SheetProps): ReactElement {
  const t = useT()
  return (
    <section className="sheet">
      <div className="row">
        <label className="check">
          <input
            type="checkbox"
            checked={sheet.used}
            disabled={disabled}
            onChange={(event) => onCorrect({ sheet: sheet.sheet, used: event.target.checked })}
          />
          {t('import.sheetUse')}
        </label>
        <span className="muted">
          {t('import.sheet', {
            sheet: sheet.sheet,
            heading:
              sheet.headerTop === sheet.headerBottom
                ? sheet.headerTop
                : `${sheet.headerTop}–${sheet.headerBottom}`,
            rows: sheet.rows,
          })}
        </span>
        {sheet.hidden ? <Tag tone="depends">{t('import.hidden')}</Tag> : null}
      </div>
      {sheet.used ? (
        <div className="table-scroll">
          <table className="table table-small">
            <thead>
              <tr>
                <th scope="col">{t('import.column')}</th>
                <th scope="col">{t('import.heading')}</th>
                <th scope="col">{t('import.samples')}</th>
                <th scope="col">{t('import.meaning')}</th>
                <th scope="col">{t('import.unit')}</th>
                <th scope="col">{t('import.confidence')}</th>
              </tr>
            </thead>
            <tbody>
              {sheet.columns.map((column) => (
                <ColumnRow
                  key={column.column}
                  sheet={sheet}
                  column={column}
                  disabled={disabled}
                  onCorrect={onCorrect}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </section>
  )
}

function ColumnRow(props: SheetProps & { column: Column }): ReactElement {
  const t = useT()
  const { column, sheet, disabled } = props
  const set = (field: Column['field'], unit: Column['unit']): void =>
    props.onCorrect({
      sheet: sheet.sheet,
      used: true,
      columns: [{ column: column.column, field, ...(unit === null ? {} : { unit }) }],
    })
  const rest = FIELDS.filter((field) => !column.alternatives.includes(field))
  const option = (field: Column['field']) => (
    <option key={field} value={field}>
      {field === 'ignore' ? t('import.ignore') : say(FIELD_TITLES[field])}
    </option>
  )
  const tone = TONES[column.confidence]
  const heading = column.heading.replaceAll('\n', ' ')
  return (
    <tr>
      <td className="mono">{column.letters}</td>
      <th scope="row">{heading === '' ? '—' : heading}</th>
      <td className="muted samples">{column.samples.join(comma())}</td>
      <td>
        <select
          className="input input-auto"
          aria-label={`${t('import.meaning')} ${column.letters}`}
          value={column.field}
          disabled={disabled}
          onChange={(event) => set(event.target.value as Column['field'], column.unit)}
        >
          {option('ignore')}
          {column.alternatives.filter((field) => field !== 'ignore').map(option)}
          {rest.map(option)}
        </select>
      </td>
      <td>
        {column.unit === null ? null : (
          <select
            className="input input-auto"
            aria-label={`${t('import.unit')} ${column.letters}`}
            value={column.unit}
            disabled={disabled}
            onChange={(event) => set(column.field, event.target.value as Column['unit'])}
          >
            {UNITS.map((unit) => (
              <option key={unit} value={unit}>
                {t(`import.unit.${unit}`)}
              </option>
            ))}
          </select>
        )}
      </td>
      <td>
        <Tag {...(tone === undefined ? {} : { tone })}>
          {t(`import.confidence.${column.confidence}`)}
        </Tag>
      </td>
    </tr>
  )
}
