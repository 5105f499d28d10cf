import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/indicator.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { Scroll } from '../statements/parts.tsx'
import { Figure, FORM_OF, showFigure } from './value.tsx'
import { useWhich } from './which.tsx'

type Rows = Out<'listFigureRows'>
type Row = Rows['rows'][number]

const PAGE = 50

/** Where a row leads in the desk; null where there is nothing to open. */
function doorOf({ refKind, refId, unitId }: Row): string | null {
  if (refId === null) return null
  switch (refKind) {
    case 'coop':
      return paths.coop(refId)
    case 'village':
      return paths.village(refId)
    case 'person':
      return paths.person(refId)
    case 'household':
      return paths.household(refId)
    case 'union':
      return paths.union(refId)
    case 'voucher':
      return paths.voucher(unitId, refId)
    case 'case':
      return paths.case(refId)
    case 'meeting':
      return paths.meeting(refId)
    case 'promotion':
      return paths.registerMeeting(unitId, refId)
    case 'claim':
      return paths.claims({ unitId })
    case 'none':
      return null
  }
}

/** The rows that a fact of a unit counts: the same rows, one by one. */
export function FactRows(props: { fact: string; unitId: string }): ReactElement {
  const [offset, setOffset] = useState(0)
  const read = useRead('listFigureRows', {
    unitId: props.unitId,
    fact: props.fact,
    ...useWhich(),
    limit: String(PAGE),
    offset: String(offset),
  })
  return (
    <Loaded read={read} lines={8}>
      {(data) => <Table data={data} offset={offset} go={setOffset} />}
    </Loaded>
  )
}

function Table(props: { data: Rows; offset: number; go: (offset: number) => void }): ReactElement {
  const t = useT()
  const { data, offset, go } = props
  const form = FORM_OF[data.fact.measure]
  const shown = (value: string | null) => (value === null ? '—' : showFigure(value, form))
  return (
    <Panel
      title={t('fg.rowsOf', { fact: say(data.fact.title) })}
      hint={t('fg.rowsCount', { n: data.total, sum: shown(data.recount) })}
    >
      {data.differs ? (
        <Notice tone="depends">
          {t('fg.differs', { frozen: shown(data.value), now: shown(data.recount) })}
        </Notice>
      ) : null}
      {data.rows.length === 0 ? (
        <Empty title={t('fg.noRows')} />
      ) : (
        <Scroll label={say(data.fact.title)}>
          <table className="table table-small sheet">
            <thead>
              <tr>
                <th scope="col">{t('fg.what')}</th>
                <th scope="col">{t('fg.where')}</th>
                <th scope="col" className="num">
                  {t('fg.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row, i) => (
                <RowOf key={`${offset + i}`} row={row} form={form} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {data.total <= PAGE ? null : (
        <div className="figure-pager no-print">
          <button
            type="button"
            className="button"
            disabled={offset === 0}
            onClick={() => go(Math.max(0, offset - PAGE))}
          >
            {t('fg.back')}
          </button>
          <span className="num muted">
            {offset + 1}–{Math.min(offset + PAGE, data.total)} / {data.total}
          </span>
          <button
            type="button"
            className="button"
            disabled={offset + PAGE >= data.total}
            onClick={() => go(offset + PAGE)}
          >
            {t('fg.more')}
          </button>
        </div>
      )}
    </Panel>
  )
}

function RowOf({ row, form }: { row: Row; form: Parameters<typeof Figure>[0]['form'] }) {
  const t = useT()
  const door = doorOf(row)
  const label = row.label === '' ? t('fg.hidden') : asWritten(row.label)
  return (
    <tr>
      <th scope="row">{door === null ? label : <Go to={door}>{label}</Go>}</th>
      <td>{asWritten(row.unitName)}</td>
      <td className="num">
        <Figure value={row.amount} form={form} />
      </td>
    </tr>
  )
}
