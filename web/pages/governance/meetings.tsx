import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/governance.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useGo, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { type Column, DataTable, usePage } from '../../ui/data-table.tsx'
import { ClearFilters, FilterSelect } from '../../ui/filters.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { PageHead, TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { type Picked, UnitPicker } from '../../ui/unit-picker.tsx'
import { ScopeTag } from '../registry/scope-tag.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Motions } from './motions.tsx'
import { Completeness } from './internal-rules.tsx'
import { type Kind, KINDS, type State, STATES, stateTone } from './words.ts'
import './governance.css'

type Answer = Out<'listMeetings'>
type Row = Answer['rows'][number]

const TABS = ['meetings', 'duties', 'resolutions', 'rules', 'motions'] as const

/** Every meeting one may see, what is due, what was decided, who has charter and rules. */
export default function Meetings(): ReactElement {
  const t = useT()
  const may = useMay()
  const [search, change] = useUrl()
  const [drafting, setDrafting] = useState(false)
  const tab = TABS.find((one) => one === search['tab']) ?? 'meetings'
  const { unitId } = search
  const list = useRead('listMeetings', { unitId, limit: 1 })
  return (
    <div className="page">
      <PageHead
        title={t('gov.title')}
        sentence={list.data === undefined ? '…' : <Sentence data={list.data} />}
        actions={
          may('draftMeeting') ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => setDrafting(true)}
            >
              {t('gov.new')}
            </button>
          ) : null
        }
      />
      <Tabs
        label={t('gov.title')}
        tabs={TABS.map((key) => ({ key, label: t(`gov.tab.${key}`) }))}
        current={tab}
        onChange={(key) => change({ tab: key === 'meetings' ? undefined : key, page: undefined })}
      />
      <TabPanel tab={tab}>
        {tab === 'meetings' ? <MeetingList /> : null}
        {tab === 'duties' ? <Duties /> : null}
        {tab === 'resolutions' ? <Resolutions unitId={unitId} /> : null}
        {tab === 'rules' ? <Completeness /> : null}
        {tab === 'motions' ? <Motions unitId={unitId} coopId={null} /> : null}
      </TabPanel>
      {drafting ? <DraftMeeting coop={null} close={() => setDrafting(false)} /> : null}
    </div>
  )
}

function Sentence({ data }: { data: Answer }): ReactElement {
  const t = useT()
  const { states, total } = data
  if (total === 0) return <>{t('gov.sentenceNone')}</>
  return (
    <>
      {t('gov.sentence', {
        total,
        open: states.open,
        notified: states.notified,
        draft: states.draft + states.submitted,
        closed: states.closed,
      })}
    </>
  )
}

function MeetingList(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listMeetings', {
    unitId: search['unitId'],
    kind: search['kind'] as Kind | undefined,
    state: search['state'] as State | undefined,
    limit,
    offset,
  })
  return (
    <DataTable
      name="meetings"
      label={t('gov.tab.meetings')}
      columns={useMeetingColumns(true)}
      rows={list.data?.rows}
      rowKey={(row) => row.meetingId}
      error={list.error}
      retry={() => void list.refetch()}
      busy={list.isPlaceholderData}
      {...(list.data === undefined ? {} : { total: list.data.total })}
      filters={
        <>
          <FilterSelect
            name="kind"
            label={t('gov.kind')}
            options={Object.entries(KINDS).map(([value, label]) => ({ value, label: say(label) }))}
          />
          <FilterSelect
            name="state"
            label={t('gov.state')}
            options={Object.entries(STATES).map(([value, label]) => ({ value, label: say(label) }))}
          />
          <ScopeTag />
          <ClearFilters names={['kind', 'state', 'unitId']} />
        </>
      }
    />
  )
}

/** The columns of a list of meetings; the co-op only where there are several. */
export function useMeetingColumns(several: boolean): readonly Column<Row>[] {
  const t = useT()
  return [
    {
      key: 'title',
      title: t('gov.name'),
      cell: (row) => <Go to={paths.meeting(row.meetingId)}>{asWritten(row.title)}</Go>,
      text: (row) => row.title,
    },
    ...(several
      ? [
          {
            key: 'coop',
            title: t('gov.coop'),
            cell: (row: Row) => <Go to={paths.coop(row.coopId)}>{asWritten(row.coopName)}</Go>,
            text: (row: Row) => row.coopName,
          },
        ]
      : []),
    {
      key: 'kind',
      title: t('gov.kind'),
      cell: (row) => say(KINDS[row.kind]),
      text: (row) => say(KINDS[row.kind]),
    },
    { key: 'held', title: t('gov.heldOn'), cell: (row) => row.heldOn, text: (row) => row.heldOn },
    {
      key: 'state',
      title: t('gov.state'),
      cell: (row) => <Tag {...stateTone(row.state)}>{say(STATES[row.state])}</Tag>,
      text: (row) => say(STATES[row.state]),
    },
    {
      key: 'present',
      title: t('gov.present'),
      right: true,
      cell: (row) => (row.entitled === 0 ? '—' : t('gov.presentOf', row)),
      text: (row) => `${row.present}/${row.entitled}`,
    },
    {
      key: 'carried',
      title: t('gov.matters'),
      right: true,
      cell: (row) =>
        row.state !== 'closed'
          ? row.matters
          : row.matters === 0
            ? t('gov.nothingVoted')
            : t('gov.carriedOf', row),
      text: (row) => `${row.carried}/${row.matters}`,
    },
  ]
}

function Duties(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const { limit, offset } = usePage()
  const list = useRead('listMeetingDuties', { unitId: search['unitId'], limit, offset })
  type Due = Out<'listMeetingDuties'>['rows'][number]
  const columns: readonly Column<Due>[] = [
    {
      key: 'coop',
      title: t('gov.coop'),
      cell: (row) => (
        <Go to={paths.coop(row.coopId, { tab: 'people' })}>{asWritten(row.coopName)}</Go>
      ),
      text: (row) => row.coopName,
    },
    {
      key: 'town',
      title: t('common.town'),
      cell: (row) => row.townName,
      text: (row) => row.townName,
    },
    {
      key: 'last',
      title: t('due.last'),
      cell: (row) => row.lastHeldOn ?? '—',
      text: (row) => row.lastHeldOn ?? '',
    },
    {
      key: 'asked',
      title: t('due.request'),
      cell: (row) => row.requestedOn ?? '—',
      text: (row) => row.requestedOn ?? '',
    },
    {
      key: 'by',
      title: t('due.by'),
      cell: (row) => row.dueOn ?? '—',
      text: (row) => row.dueOn ?? '',
    },
    {
      key: 'why',
      title: t('due.why'),
      cell: (row) => row.findings.map(({ text }) => say(text)).join(' '),
      text: (row) => row.findings.map(({ rule }) => rule).join(' '),
    },
  ]
  return (
    <div className="stack">
      {list.data === undefined ? null : (
        <p>{list.data.total === 0 ? t('due.none') : t('due.sentence', list.data)}</p>
      )}
      <DataTable
        name="meeting-duties"
        label={t('gov.tab.duties')}
        columns={columns}
        rows={list.data?.rows}
        rowKey={(row) => row.coopId}
        error={list.error}
        retry={() => void list.refetch()}
        {...(list.data === undefined ? {} : { total: list.data.total })}
      />
    </div>
  )
}

/** What was decided, with the numbers it rests on. */
export function Resolutions(props: {
  unitId: string | undefined
  coopOnly?: boolean
}): ReactElement {
  const t = useT()
  const { limit, offset } = usePage()
  const list = useRead('listResolutions', { unitId: props.unitId, limit, offset })
  type Resolution = Out<'listResolutions'>['rows'][number]
  const result = (row: Resolution): string => {
    if (row.candidates.length === 0) return t(row.carried ? 'res.carried' : 'res.lost')
    const names = row.candidates.filter(({ elected }) => elected).map(({ name }) => name)
    return names.length === 0 ? t('res.noneElected') : t('res.elected', { names: names.join('、') })
  }
  const columns: readonly Column<Resolution>[] = [
    {
      key: 'number',
      title: t('res.number'),
      cell: (row) => (
        <Go to={paths.meeting(row.meetingId, { tab: 'votes' })}>{asWritten(row.number)}</Go>
      ),
      text: (row) => row.number,
    },
    ...(props.coopOnly === true
      ? []
      : [
          {
            key: 'coop',
            title: t('gov.coop'),
            cell: (row: Resolution) => asWritten(row.coopName),
            text: (row: Resolution) => row.coopName,
          },
        ]),
    {
      key: 'title',
      title: t('res.title'),
      cell: (row) => asWritten(row.title),
      text: (row) => row.title,
    },
    { key: 'on', title: t('res.on'), cell: (row) => row.decidedOn, text: (row) => row.decidedOn },
    {
      key: 'result',
      title: t('res.result'),
      cell: (row) => <Tag tone={row.carried ? 'pass' : 'fail'}>{asWritten(result(row))}</Tag>,
      text: result,
    },
    {
      key: 'votes',
      title: t('res.votes'),
      right: true,
      cell: (row) =>
        row.candidates.length > 0 ? `— / ${row.needed}` : `${row.yes} / ${row.needed}`,
      text: (row) => `${row.yes}/${row.needed}`,
    },
  ]
  return (
    <DataTable
      name="resolutions"
      label={t('gov.tab.resolutions')}
      columns={columns}
      rows={list.data?.rows}
      rowKey={(row) => row.resolutionId}
      error={list.error}
      retry={() => void list.refetch()}
      {...(list.data === undefined ? {} : { total: list.data.total })}
    />
  )
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

interface DraftProps {
  readonly coop: Picked | null
  readonly requestId?: string
  readonly matters?: In<'draftMeeting'>['matters']
  readonly close: () => void
}

const usualTitle = (today: string, kind: Kind): string => `${today.slice(0, 4)}年${KINDS[kind].zh}`

const kindOptions = () =>
  Object.entries(KINDS).map(([value, label]) => ({ value, label: say(label) }))

/** What the page that asked for a meeting gives along: an agenda, a request that calls it. */
const asked = ({ matters, requestId }: DraftProps) => ({
  ...(matters === undefined ? {} : { matters }),
  ...(requestId === undefined ? {} : { requestId, call: 'members' as const }),
})

/** A new meeting: for which co-op, of which kind, when and where. */
export function DraftMeeting(props: DraftProps): ReactElement {
  const t = useT()
  const go = useGo()
  const { clock } = useMe()
  const [coop, setCoop] = useState(props.coop)
  const [kind, setKind] = useState<Kind>('assembly')
  const [form, setForm] = useState({ title: '', startsAt: '09:00', place: '' })
  const [heldOn, setHeldOn] = useState(addDays(clock.today, 15))
  const title = form.title.trim() || usualTitle(clock.today, kind)
  const input =
    coop === null || form.place.trim() === ''
      ? null
      : {
          ...asked(props),
          coopId: coop.id,
          kind,
          heldOn,
          ...form,
          title,
        }
  return (
    <WriteDialog
      wide
      title={t('gov.new')}
      confirm={t('gov.new')}
      verb="draftMeeting"
      input={input}
      close={props.close}
      onDone={({ meetingId }) => go(paths.meeting(meetingId))}
    >
      {() => (
        <div className="gov-form">
          {props.coop === null ? (
            <UnitPicker
              kind="coop"
              label={t('gov.coop')}
              hint={t('gov.newHint')}
              value={coop}
              onChange={setCoop}
            />
          ) : null}
          <SelectField
            label={t('gov.kind')}
            value={kind}
            onChange={(value) => setKind(value as Kind)}
            options={kindOptions()}
          />
          <TextField
            label={t('gov.name')}
            value={form.title}
            placeholder={title}
            onChange={(value) => setForm({ ...form, title: value })}
          />
          <DayField label={t('gov.heldOn')} value={heldOn} onChange={setHeldOn} min={clock.today} />
          <TextField
            label={t('gov.startsAt')}
            type="time"
            value={form.startsAt}
            onChange={(value) => setForm({ ...form, startsAt: value })}
          />
          <TextField
            label={t('gov.place')}
            value={form.place}
            onChange={(value) => setForm({ ...form, place: value })}
          />
        </div>
      )}
    </WriteDialog>
  )
}
