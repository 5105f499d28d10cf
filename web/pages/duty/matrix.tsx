import type { ReactElement } from 'react'
import { useT } from '../../locale/duty.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterDay } from '../../ui/filters.tsx'
import { Panel } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Scroll } from '../statements/parts.tsx'
import { DutyProofs } from './proofs.tsx'
import { type Level, LEVEL_WORDS, type Matrix, STATE_WORDS } from './words.ts'

type Duty = Matrix['duties'][number]
type Cell = Matrix['rows'][number]['cells'][number]

const LEVELS: readonly Level[] = ['county', 'town', 'village']
const PAGE = 50

/** Duties by unit: what is done, due, missing in the period of each duty; every cell opens to its rows. */
export function DutyMatrix(): ReactElement {
  const t = useT()
  const me = useMe()
  const own = ownUnit(me)
  const levels = LEVELS.slice(own === null || own.kind === 'coop' ? 0 : LEVELS.indexOf(own.kind))
  const [search, change] = useUrl()
  const first = levels.includes('town') ? 'town' : 'village'
  const level = (search['level'] as Level | undefined) ?? first
  const { limit, offset } = usePage(PAGE)
  const read = useRead('readDutyMatrix', {
    level,
    asOf: search['asOf'],
    unitId: search['unitId'],
    limit,
    offset,
  })
  const [unitId, duty] = (search['open'] ?? '').split(' ')
  return (
    <>
      <div className="row duty-filters no-print">
        <Segments
          legend={t('duty.level')}
          value={level}
          options={levels.map((value) => ({ value, label: say(LEVEL_WORDS[value]) }))}
          onChange={(value) => change({ level: value, page: undefined, open: undefined })}
        />
        <FilterDay name="asOf" label={t('duty.asOf')} max={me.clock.today} />
        <ScopeTag />
        <ClearFilters names={['asOf', 'unitId']} />
      </div>
      <Loaded read={read} lines={10}>
        {(data) => <Content data={data} level={level} />}
      </Loaded>
      {unitId === undefined || unitId === '' || duty === undefined ? null : (
        <DutyProofs
          unitId={unitId}
          duty={duty}
          asOf={search['asOf']}
          close={() => change({ open: undefined })}
        />
      )}
    </>
  )
}

function Content({ data, level }: { data: Matrix; level: Level }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const { limit, offset } = usePage(PAGE)
  const [only] = data.rows
  if (only === undefined) return <Empty title={t('duty.none')} hint={t('duty.noneHint')} />
  const open = (unitId: string, duty: string): void => change({ open: `${unitId} ${duty}` })
  return (
    <>
      <p className="sentence">{t('duty.sentence', { day: data.asOf, ...data.totals })}</p>
      {data.total === 1 ? (
        <OneUnit data={data} row={only} open={open} />
      ) : (
        <>
          <Table data={data} level={level} open={open} />
          <Cards data={data} open={open} />
        </>
      )}
      {data.total > limit ? (
        <p className="row no-print">
          {offset === 0 ? null : (
            <button
              type="button"
              className="button"
              onClick={() => change({ page: String(offset / limit) }, false)}
            >
              {t('common.previous')}
            </button>
          )}
          {offset + limit >= data.total ? null : (
            <button
              type="button"
              className="button"
              onClick={() => change({ page: String(offset / limit + 2) }, false)}
            >
              {t('common.next')}
            </button>
          )}
        </p>
      ) : null}
    </>
  )
}

type Open = (unitId: string, duty: string) => void

function CellButton(props: { cell: Cell; label: string; open: () => void }): ReactElement {
  const t = useT()
  const { cell } = props
  return (
    <button
      type="button"
      className={`duty-cell duty-${cell.state}`}
      aria-label={`${props.label}: ${say(STATE_WORDS[cell.state])}`}
      onClick={props.open}
    >
      <span className="num">
        {cell.state === 'none' ? '—' : t('duty.counted', { done: cell.done, asked: cell.asked })}
      </span>
      <span className="duty-word">{say(STATE_WORDS[cell.state])}</span>
    </button>
  )
}

function Table(props: { data: Matrix; level: Level; open: Open }): ReactElement {
  const t = useT()
  const { data, level, open } = props
  return (
    <div className="duty-wide">
      <Scroll label={t('duty.tabMatrix')}>
        <table className="table duty-table">
          <thead>
            <tr>
              <th scope="col">{t('duty.unit')}</th>
              {data.duties.map((duty) => (
                <th key={duty.id} scope="col" title={say(duty.duty)}>
                  {say(duty.title)}
                  <span className="muted small">{say(duty.periodTitle)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.unit.id}>
                <th scope="row">
                  {asWritten(row.unit.name)}
                  {level === 'village' ? (
                    <span className="muted small">{asWritten(row.above)}</span>
                  ) : null}
                </th>
                {row.cells.map((cell) => (
                  <td key={cell.duty}>
                    <CellButton
                      cell={cell}
                      label={`${row.unit.name} ${nameOf(data.duties, cell.duty)}`}
                      open={() => open(row.unit.id, cell.duty)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

const nameOf = (duties: readonly Duty[], id: string): string => {
  const found = duties.find((duty) => duty.id === id)
  return found === undefined ? id : say(found.title)
}

/** On the phone a card a unit: what is missing and due first. */
function Cards({ data, open }: { data: Matrix; open: Open }): ReactElement {
  const rank = { missing: 0, due: 1, late: 2, done: 3, none: 4 }
  return (
    <ul className="plain-list duty-cards">
      {data.rows.map((row) => (
        <li key={row.unit.id} className="panel">
          <h2>{asWritten(row.unit.name)}</h2>
          {row.cells
            .toSorted((a, b) => rank[a.state] - rank[b.state])
            .map((cell) => (
              <div key={cell.duty} className="duty-card-line">
                <span>{nameOf(data.duties, cell.duty)}</span>
                <CellButton
                  cell={cell}
                  label={nameOf(data.duties, cell.duty)}
                  open={() => open(row.unit.id, cell.duty)}
                />
              </div>
            ))}
        </li>
      ))}
    </ul>
  )
}

/** Where there is one unit the duties stand below each other, in full. */
function OneUnit(props: { data: Matrix; row: Matrix['rows'][number]; open: Open }): ReactElement {
  const { data, row, open } = props
  const groups = [...Map.groupBy(data.duties, (duty) => say(duty.postTitle))]
  return (
    <div className="stack">
      {groups.map(([post, duties]) => (
        <Panel key={post} title={post} hint={asWritten(row.unit.name)}>
          <ul className="plain-list duty-list">
            {duties.map((duty) => {
              const cell = row.cells.find((one) => one.duty === duty.id)
              return cell === undefined ? null : (
                <li key={duty.id}>
                  <div>
                    <p>
                      <strong>{say(duty.title)}</strong>{' '}
                      <span className="muted small">{say(duty.periodTitle)}</span>
                    </p>
                    <p>{say(duty.duty)}</p>
                    <p className="muted small">{asWritten(duty.clause)}</p>
                  </div>
                  <CellButton
                    cell={cell}
                    label={say(duty.title)}
                    open={() => open(row.unit.id, duty.id)}
                  />
                </li>
              )
            })}
          </ul>
        </Panel>
      ))}
    </div>
  )
}
