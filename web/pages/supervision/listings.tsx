import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/supervision.ts'
import { asWritten } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'

type Listing = Out<'listListings'>['rows'][number]
type Doing = { readonly act: 'start' | 'dismiss' | 'week'; readonly listing: Listing }

/** Plates and proposals of plates. */
export function Listings(): ReactElement {
  const t = useT()
  const read = useRead('listListings', { past: 'true' })
  const [doing, setDoing] = useState<Doing | null>(null)
  return (
    <Loaded read={read}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty title={t('listing.none')} hint={t('listing.noneHint')} />
        ) : (
          <div className="stack">
            <p>
              {t('listing.sentence', {
                listed: rows.filter(({ state }) => state === 'listed').length,
                proposed: rows.filter(({ state }) => state === 'proposed').length,
              })}
            </p>
            {rows.map((listing) => (
              <Card
                key={listing.listingId}
                listing={listing}
                act={(act) => setDoing({ act, listing })}
              />
            ))}
            {doing === null ? null : <Do doing={doing} close={() => setDoing(null)} />}
          </div>
        )
      }
    </Loaded>
  )
}

const TONES = {
  proposed: 'depends',
  running: 'depends',
  listed: 'accent',
  removed: 'pass',
  refused: undefined,
  dismissed: undefined,
} as const

function Card(props: { listing: Listing; act: (act: Doing['act']) => void }): ReactElement {
  const t = useT()
  const { listing } = props
  const tone = TONES[listing.state]
  return (
    <Panel
      title={asWritten(listing.plate ?? listing.number)}
      hint={
        <>
          <Tag {...(tone === undefined ? {} : { tone })}>{t(`listing.${listing.state}`)}</Tag>{' '}
          {listing.overdue ? <Tag tone="fail">{t('assign.late')}</Tag> : null}{' '}
          {listing.missing.length === 0 ? null : (
            <Tag tone="fail">{t('listing.missing', { n: listing.missing.length })}</Tag>
          )}
        </>
      }
    >
      <p>
        <Go to={paths.problem(listing.problemId)}>{asWritten(listing.problem)}</Go>{' '}
        <span className="muted">{asWritten(listing.unit.name)}</span>
      </p>
      <p className="muted small">
        {t('listing.reason')}:{asWritten(listing.reason)}
        {listing.leader === null ? null : (
          <>
            {' · '}
            {t('listing.leader')}:{asWritten(listing.leader)}
          </>
        )}
        {listing.dueOn === null ? null : (
          <>
            {' · '}
            {t('listing.due')} {listing.dueOn}
          </>
        )}
      </p>
      {listing.weeks.map((week) => (
        <p key={week.monday} className="small">
          <span className="muted">{week.monday}</span> {asWritten(week.progress)}{' '}
          <span className="muted">{asWritten(week.by)}</span>
        </p>
      ))}
      <CardActs listing={listing} act={props.act} />
    </Panel>
  )
}

function CardActs(props: { listing: Listing; act: (act: Doing['act']) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const { listing } = props
  return (
    <p className="errand-acts">
      {listing.state === 'proposed' && may('startListing') ? (
        <>
          <button
            type="button"
            className="button button-primary"
            onClick={() => props.act('start')}
          >
            {t('listing.start')}
          </button>
          <button type="button" className="button" onClick={() => props.act('dismiss')}>
            {t('listing.dismiss')}
          </button>
        </>
      ) : null}
      {listing.state === 'listed' ? (
        <>
          {may('writeListingWeek') ? (
            <button type="button" className="button" onClick={() => props.act('week')}>
              {t('listing.week')}
            </button>
          ) : null}
          <button
            type="button"
            className="button"
            onClick={() =>
              void download('printPlate', { problemId: listing.problemId, format: 'pdf' })
            }
          >
            {t('problem.plate')}
          </button>
        </>
      ) : null}
      {listing.caseId === null ? null : (
        <Go to={paths.case(listing.caseId)}>{t('problem.openCase')}</Go>
      )}
    </p>
  )
}

function Do({ doing, close }: { doing: Doing; close: () => void }): ReactElement {
  const { act, listing } = doing
  if (act === 'start') return <Start problemId={listing.problemId} close={close} />
  if (act === 'week') return <Week problemId={listing.problemId} close={close} />
  return <Dismiss problemId={listing.problemId} close={close} />
}

interface One {
  readonly problemId: string
  readonly close: () => void
}

function Dismiss({ problemId, close }: One): ReactElement {
  const t = useT()
  return (
    <ReasonDialog
      title={t('listing.dismiss')}
      confirm={t('listing.dismiss')}
      verb="dismissListing"
      input={(why) => ({ problemId, why })}
      close={close}
    />
  )
}

function Week({ problemId, close }: One): ReactElement {
  const t = useT()
  const { clock } = useMe()
  return (
    <ReasonDialog
      title={t('listing.week')}
      confirm={t('listing.week')}
      verb="writeListingWeek"
      input={(progress) => ({ problemId, week: clock.today, progress })}
      close={close}
    />
  )
}

function Start({ problemId, close }: One): ReactElement {
  const t = useT()
  const [leader, setLeader] = useState('')
  const [dueOn, setDueOn] = useState('')
  return (
    <WriteDialog
      title={t('listing.start')}
      confirm={t('listing.start')}
      verb="startListing"
      input={
        leader.trim() === '' || dueOn === '' ? null : { problemId, leader: leader.trim(), dueOn }
      }
      close={close}
      onDone={() => undefined}
    >
      {(faults) => (
        <>
          <TextField
            label={t('listing.leader')}
            value={leader}
            error={faults.at('leader')}
            onChange={setLeader}
          />
          <DayField label={t('listing.due')} value={dueOn} onChange={setDueOn} />
        </>
      )}
    </WriteDialog>
  )
}
