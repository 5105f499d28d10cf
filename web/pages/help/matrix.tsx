import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { asWritten, say, useLanguage } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect, FilterText } from '../../ui/filters.tsx'
import { Tag } from '../../ui/page.tsx'
import { Empty } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { Assign, Change, End } from './assign.tsx'
import {
  type Channel,
  CHANNEL_TITLES,
  CHANNEL_WORDS,
  type MatrixCell,
  type MatrixRow,
  optionsOf,
  STATE_WORDS,
} from './words.ts'

type Whole = Out<'readHelpMatrix'>
type Helper = MatrixCell['helpers'][number]

export type Act =
  | { readonly of: 'assign'; readonly row: MatrixRow; readonly cell: MatrixCell }
  | { readonly of: 'change' | 'end'; readonly cell: MatrixCell; readonly helper: Helper }

/** Co-ops by channels: every gap is seen, every name says when it last came. */
export function Matrix(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage(30)
  const [act, setAct] = useState<Act | null>(null)
  const read = useRead('readHelpMatrix', {
    unitId: search['unitId'],
    channel: search['channel'] as Channel | undefined,
    state: (search['state'] as keyof typeof STATE_WORDS | undefined) ?? 'all',
    q: search['q'],
    limit,
    offset,
  })
  const close = (): void => setAct(null)
  const language = useLanguage()
  return (
    <>
      {read.data === undefined ? null : <Totals whole={read.data} />}
      <div className="help-table">
        <DataTable
          name="help-matrix"
          label={t('help.title')}
          columns={useColumns(setAct)}
          rows={read.data?.rows}
          rowKey={(row) => row.coop.id}
          error={read.error}
          retry={() => void read.refetch()}
          busy={read.isPlaceholderData}
          pageSize={30}
          empty={<Empty title={t('help.none')} hint={t('help.noneHint')} />}
          serverExport={(format) =>
            download('exportHelpMatrix', { unitId: search['unitId'], format, language })
          }
          {...(read.data === undefined ? {} : { total: read.data.total })}
          filters={
            <>
              <FilterText name="q" label={t('help.q')} />
              <FilterSelect
                name="state"
                label={t('help.state')}
                all={say(STATE_WORDS.all)}
                options={optionsOf(STATE_WORDS, say).filter(({ value }) => value !== 'all')}
              />
              <FilterSelect
                name="channel"
                label={t('help.channel')}
                options={optionsOf(CHANNEL_WORDS, say)}
              />
              <ScopeTag />
              <ClearFilters names={['q', 'state', 'channel', 'unitId']} />
            </>
          }
        />
      </div>
      <Cards rows={read.data?.rows ?? []} act={setAct} />
      {act?.of === 'assign' ? <Assign row={act.row} cell={act.cell} close={close} /> : null}
      {act?.of === 'change' ? <Change cell={act.cell} helper={act.helper} close={close} /> : null}
      {act?.of === 'end' ? <End cell={act.cell} helper={act.helper} close={close} /> : null}
    </>
  )
}

/** On the phone a card a co-op stands where the table's columns would not fit. */
function Cards(props: { rows: readonly MatrixRow[]; act: (act: Act) => void }): ReactElement {
  return (
    <ul className="plain-list help-cards">
      {props.rows.map((row) => (
        <li key={row.coop.id} className="panel">
          <p>
            <UnitLink kind="coop" unit={row.coop} />{' '}
            <span className="muted small">{asWritten(row.village.name)}</span>
          </p>
          {row.cells
            .filter(({ required, helpers }) => required || helpers.length > 0)
            .map((cell) => (
              <div key={cell.channel} className="help-card-line">
                <span className="muted small">{say(CHANNEL_WORDS[cell.channel])}</span>
                <Cell row={row} cell={cell} act={props.act} />
              </div>
            ))}
        </li>
      ))}
    </ul>
  )
}

/** A card a channel; a press narrows the list to what is wrong in it. */
function Totals({ whole }: { whole: Whole }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  return (
    <div className="help-totals">
      {whole.totals.map((one) => (
        <button
          key={one.channel}
          type="button"
          className="help-total"
          onClick={() => change({ channel: one.channel, state: 'wrong', page: undefined })}
        >
          <span className="muted small">{say(CHANNEL_TITLES[one.channel])}</span>
          <strong className="num">
            {t('help.covered', { covered: one.covered, required: one.required })}
          </strong>
          <span className="row">
            {one.gaps === 0 ? null : <Tag tone="fail">{t('help.gaps', { n: one.gaps })}</Tag>}
            {one.doubles === 0 ? null : (
              <Tag tone="depends">{t('help.doubles', { n: one.doubles })}</Tag>
            )}
            {one.visitsDue === 0 ? null : (
              <Tag tone="depends">{t('help.due', { n: one.visitsDue })}</Tag>
            )}
            {one.gaps + one.doubles === 0 ? <Tag tone="pass">{t('help.fine')}</Tag> : null}
          </span>
          <span className="muted small">
            {t('help.room', { helpers: one.helpers, room: one.room })}
          </span>
        </button>
      ))}
    </div>
  )
}

function useColumns(act: (act: Act) => void): readonly Column<MatrixRow>[] {
  const t = useT()
  const cellOf = (row: MatrixRow, channel: Channel): MatrixCell | undefined =>
    row.cells.find((cell) => cell.channel === channel)
  return [
    {
      key: 'coop',
      title: t('help.coop'),
      width: 260,
      text: (row) => row.coop.name,
      cell: (row) => (
        <div className="help-coop">
          <UnitLink kind="coop" unit={row.coop} />
          <span className="muted small">{asWritten(`${row.town.name} ${row.village.name}`)}</span>
        </div>
      ),
    },
    ...(['county_leader', 'town_leader', 'department', 'enterprise'] as const).map(
      (channel): Column<MatrixRow> => ({
        key: channel,
        title: say(CHANNEL_WORDS[channel]),
        width: 200,
        text: (row) =>
          cellOf(row, channel)
            ?.helpers.map(({ name }) => name)
            .join(' ') ?? '',
        cell: (row) => {
          const cell = cellOf(row, channel)
          return cell === undefined ? null : <Cell row={row} cell={cell} act={act} />
        },
      }),
    ),
  ]
}

function Cell(props: { row: MatrixRow; cell: MatrixCell; act: (act: Act) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const { row, cell, act } = props
  const writes = may('assignHelpers')
  if (cell.helpers.length === 0) {
    return (
      <div className="help-cell">
        {cell.state === 'gap' ? (
          <Tag tone="fail">{say({ zh: '空缺', en: 'gap' })}</Tag>
        ) : (
          <span className="muted small">{t('help.notAsked')}</span>
        )}
        {writes ? (
          <button
            type="button"
            className="button-link"
            onClick={() => act({ of: 'assign', row, cell })}
          >
            {t('help.assign')}
          </button>
        ) : null}
      </div>
    )
  }
  const viaTown = cell.channel === 'county_leader' && cell.place.id === row.town.id
  return (
    <div className="help-cell">
      {cell.helpers.map((helper) => (
        <div key={helper.assignmentId} className="help-person">
          <span>
            <strong>{asWritten(helper.name)}</strong>{' '}
            <span className="muted small">{asWritten(helper.post)}</span>
          </span>
          <span className="muted small">
            {viaTown ? `${t('help.viaTown', { town: cell.place.name })} · ` : ''}
            {helper.lastVisitOn === null
              ? t('help.noVisit')
              : t('help.lastVisit', { day: helper.lastVisitOn })}
          </span>
          <Marks cell={cell} helper={helper} />
          {writes ? (
            <span className="row">
              <button
                type="button"
                className="button-link"
                onClick={() => act({ of: 'change', cell, helper })}
              >
                {t('help.change')}
              </button>
              <button
                type="button"
                className="button-link"
                onClick={() => act({ of: 'end', cell, helper })}
              >
                {t('help.end')}
              </button>
            </span>
          ) : null}
        </div>
      ))}
    </div>
  )
}

function Marks({ cell, helper }: { cell: MatrixCell; helper: Helper }): ReactElement | null {
  const t = useT()
  const double = cell.state === 'double'
  if (!double && !helper.overloaded && !cell.visitDue) return null
  return (
    <span className="row">
      {double ? <Tag tone="depends">{say({ zh: '重复', en: 'double' })}</Tag> : null}
      {helper.overloaded ? <Tag tone="depends">{t('help.overloaded')}</Tag> : null}
      {cell.visitDue ? <Tag tone="depends">{t('help.visitDue')}</Tag> : null}
    </span>
  )
}
