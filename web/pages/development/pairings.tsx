import { type ReactElement, useState } from 'react'
import { download, type In, type Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { comma, language, say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, TextField } from '../../ui/field.tsx'
import { PageHead, Panel, TabPanel, Tabs } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { Borders } from './borders.tsx'
import { type Card, CoopLine, FoundLine } from './coop-line.tsx'
import { Effects } from './effects.tsx'
import { UnionGroups } from './groups.tsx'
import { PickCoops } from './pick-coops.tsx'
import { Places } from './places.tsx'
import { Weights } from './weights.tsx'
import './development.css'

const TABS = ['quality', 'scale', 'unions', 'effects', 'settings'] as const
type TabKey = (typeof TABS)[number]
type Purpose = In<'acceptPairing'>['purpose']
type Proposals = Out<'proposePairings'>
type Proposal = Proposals['proposals'][number]

/** Who could lead whom, which unions could be formed, and what pairings did. */
export default function PairingsPage(): ReactElement {
  const t = useT()
  const [search, change] = useUrl()
  const tab: TabKey = TABS.find((one) => one === search['tab']) ?? 'quality'
  return (
    <div className="page">
      <PageHead title={t('pair.title')} sentence={t('pair.sentence')} />
      <Tabs
        label={t('pair.title')}
        current={tab}
        onChange={(key) => change({ tab: key, page: undefined })}
        tabs={TABS.map((key) => ({ key, label: t(`pair.tab.${key}`) }))}
      />
      <TabPanel tab={tab}>
        {tab === 'unions' ? (
          <UnionGroups />
        ) : tab === 'settings' ? (
          <div className="stack">
            <Weights />
            <Places />
            <Borders />
          </div>
        ) : tab === 'effects' ? (
          <div className="stack">
            <div className="row">
              <button
                type="button"
                className="button"
                onClick={() =>
                  void download('exportPairingEffects', { format: 'xlsx', language: language() })
                }
              >
                {t('common.exportXlsx')}
              </button>
            </div>
            <Effects />
          </div>
        ) : (
          <ProposalList key={tab} purpose={tab} />
        )}
      </TabPanel>
    </div>
  )
}

function ProposalList({ purpose }: { purpose: Purpose }): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const read = useRead('proposePairings', { purpose, unitId: search['unitId'] })
  return (
    <div className="stack">
      <Loaded read={read} lines={8}>
        {(data) => (
          <>
            <p>
              {t('pair.found', {
                leads: data.leads,
                followers: data.followers,
                capacity: data.capacity,
                considered: data.found.considered,
              })}{' '}
              <FoundLine found={data.found} />
            </p>
            {data.proposals.length === 0 ? (
              <Empty title={t('pair.empty')} hint={t('pair.emptyHint')} />
            ) : (
              data.proposals.map((proposal) => (
                <ProposalPanel key={proposal.lead.id} proposal={proposal} purpose={purpose} />
              ))
            )}
            <Unmatched rows={data.unmatched} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function ProposalPanel(props: { proposal: Proposal; purpose: Purpose }): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const { proposal, purpose } = props
  const { lead } = proposal
  const [accepting, setAccepting] = useState(false)
  const [out, setOut] = useState<Card | null>(null)
  return (
    <Panel
      title={lead.name}
      hint={[
        t('pair.leads', { n: proposal.followers.length }),
        ...(proposal.has > 0 ? [t('pair.has', { n: proposal.has })] : []),
      ].join(comma())}
      extra={
        may('acceptPairing') ? (
          <button type="button" className="button" onClick={() => setAccepting(true)}>
            {t('pair.accept')}
          </button>
        ) : undefined
      }
    >
      <p>
        <CoopLine coop={lead} />
      </p>
      <ul className="pair-list">
        {proposal.followers.map((follower) => (
          <FollowerItem
            key={follower.coop.id}
            follower={follower}
            {...(may('ruleOutPair') ? { onOut: () => setOut(follower.coop) } : {})}
          />
        ))}
      </ul>
      {accepting ? (
        <AcceptPairing proposal={proposal} purpose={purpose} close={() => setAccepting(false)} />
      ) : null}
      {out === null ? null : (
        <ReasonDialog
          title={t('pair.ruleOutOf', { lead: lead.name, name: out.name })}
          confirm={t('pair.ruleOut')}
          verb="ruleOutPair"
          input={(reason) => ({
            unitId: ownUnit(me)?.id ?? '',
            leadId: lead.id,
            followerId: out.id,
            reason,
          })}
          close={() => setOut(null)}
        />
      )}
    </Panel>
  )
}

function FollowerItem(props: {
  follower: Proposal['followers'][number]
  onOut?: () => void
}): ReactElement {
  const t = useT()
  const { follower, onOut } = props
  const others = follower.others.map(
    (other) => `${other.lead.name} ${other.points}${other.full ? `(${t('pair.full')})` : ''}`,
  )
  return (
    <li>
      <div>
        <CoopLine coop={follower.coop} />
      </div>
      <div className="small">
        <strong className="num">{t('pair.points', { n: follower.points })}</strong>{' '}
        <span className="muted">
          {follower.parts.map((part) => `${say(part.said)} ${part.points}`).join(comma())}
        </span>
      </div>
      {others.length === 0 ? null : (
        <div className="small muted">
          {t('pair.others')}: {others.join(comma())}
        </div>
      )}
      {onOut === undefined ? null : (
        <button type="button" className="button-link small" onClick={onOut}>
          {t('pair.ruleOut')}
        </button>
      )}
    </li>
  )
}

interface TypedPairing {
  readonly agreement: string
  readonly from: string
  readonly dueOn: string
  readonly tasks: readonly string[]
  readonly left: ReadonlySet<string>
}

/** What the server is asked; null while something it cannot do without is missing. */
function pairingOf(
  { lead, followers }: Proposal,
  at: { readonly unitId: string; readonly purpose: Purpose },
  typed: TypedPairing,
): In<'acceptPairing'> | null {
  const taken = followers.filter(({ coop }) => !typed.left.has(coop.id))
  const whats = typed.tasks.map((task) => task.trim()).filter((task) => task !== '')
  const agreement = typed.agreement.trim()
  if (agreement === '' || typed.dueOn === '' || whats.length === 0 || taken.length === 0)
    return null
  return {
    ...at,
    leadId: lead.id,
    followerIds: taken.map(({ coop }) => coop.id),
    agreement,
    from: typed.from,
    tasks: whats.map((what) => ({ what, responsible: lead.name, dueOn: typed.dueOn })),
  }
}

function AcceptPairing(props: {
  proposal: Proposal
  purpose: Purpose
  close: () => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { proposal, purpose } = props
  const [typed, setTyped] = useState<TypedPairing>(() => ({
    agreement: '',
    from: me.clock.today,
    dueOn: '',
    tasks: [t('pair.task1'), t('pair.task2')],
    left: new Set(),
  }))
  const set = (change: Partial<TypedPairing>): void => setTyped({ ...typed, ...change })
  return (
    <WriteDialog
      verb="acceptPairing"
      title={t('pair.acceptOf', { name: proposal.lead.name })}
      confirm={t('pair.accept')}
      close={props.close}
      onDone={() => undefined}
      input={pairingOf(proposal, { unitId: ownUnit(me)?.id ?? '', purpose }, typed)}
    >
      {(faults) => (
        <>
          <PickCoops
            coops={proposal.followers.map(({ coop }) => coop)}
            left={typed.left}
            set={(left) => set({ left })}
          />
          <TextField
            label={t('pair.agreement')}
            value={typed.agreement}
            required
            error={faults.at('agreement')}
            onChange={(agreement) => set({ agreement })}
          />
          <div className="columns-2">
            <DayField
              label={t('pair.from')}
              value={typed.from}
              max={me.clock.today}
              onChange={(from) => set({ from })}
            />
            <DayField
              label={t('plan.when')}
              value={typed.dueOn}
              min={typed.from}
              onChange={(dueOn) => set({ dueOn })}
            />
          </div>
          {typed.tasks.map((task, i) => (
            <TextField
              key={['first', 'second'][i]}
              label={t('pair.tasks')}
              value={task}
              onChange={(what) =>
                set({ tasks: typed.tasks.map((old, at) => (at === i ? what : old)) })
              }
            />
          ))}
        </>
      )}
    </WriteDialog>
  )
}

function Unmatched({ rows }: { rows: Proposals['unmatched'] }): ReactElement | null {
  const t = useT()
  if (rows.length === 0) return null
  return (
    <details className="panel">
      <summary>
        {t('pair.unmatched')}{' '}
        <span className="muted">{t('pair.unmatchedHint', { n: rows.length })}</span>
      </summary>
      <ul className="pair-list">
        {rows.map(({ coop, why }) => (
          <li key={coop.id}>
            <div>
              <CoopLine coop={coop} />
            </div>
            <div className="small muted">{say(why)}</div>
          </li>
        ))}
      </ul>
    </details>
  )
}
