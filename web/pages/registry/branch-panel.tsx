import { useQueries } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { paths } from '../../paths.ts'
import { readOptions, useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { useAsOf } from '../../ui/as-of.tsx'
import { showPercent } from '../../ui/figures.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { BranchMembersForm } from './branch-members-form.tsx'
import { Posts } from './person-party.tsx'

type Village = Out<'readVillage'>
type Branch = Out<'readBranch'>

/** How somebody joined one of the co-ops that the branch leads. */
interface Joining {
  readonly coop: Village['cooperatives'][number]
  readonly joinedOn: string
  readonly order: number | null
}

interface Joined {
  readonly byPerson: ReadonlyMap<string, readonly Joining[]>
  /** The co-ops led by this branch. */
  readonly coops: readonly Village['cooperatives'][number][]
  readonly known: boolean
}

const ENDED: ReadonlySet<string> = new Set(['deregistered', 'abandoned'])

/** Who of the branch joined the village's co-ops, by the share registers of those that the branch leads. */
function useJoined(village: Village, branch: Branch | undefined): Joined {
  const may = useMay()
  const asOf = useAsOf()
  const living = village.cooperatives.filter(({ status }) => !ENDED.has(status))
  const answers = useQueries({
    queries: (may('partyJoining') ? living : []).map(({ id }) =>
      readOptions('partyJoining', { coopId: id, ...(asOf === undefined ? {} : { asOf }) }),
    ),
  })
  const members = new Set(branch?.members.map(({ person }) => person.id))
  // A co-op that another branch leads tells of other people: its joining is told beside that branch.
  const led = answers.flatMap(({ data }, i) => {
    const coop = living[i]
    const own = data?.people.some(({ personId }) => members.has(personId)) === true
    return data === undefined || coop === undefined || !own ? [] : [{ coop, people: data.people }]
  })
  const joinings = led.flatMap(({ coop, people }) =>
    people.flatMap(({ personId, joinedOn, order }) =>
      joinedOn === null || !members.has(personId) ? [] : [{ personId, coop, joinedOn, order }],
    ),
  )
  return {
    byPerson: Map.groupBy(joinings, (one) => one.personId),
    coops: led.map(({ coop }) => coop),
    known: answers.every(({ isPending }) => !isPending),
  }
}

/** The Party members of the village's branches: posts, and who went first into the co-ops (R23, R109). */
export function Branches({ village }: { village: Village }): ReactElement | null {
  const may = useMay()
  if (!may('readBranch')) return null
  return (
    <>
      {village.branches.map((branch) => (
        <BranchPanel key={branch.id} village={village} branchId={branch.id} name={branch.name} />
      ))}
    </>
  )
}

function BranchPanel(props: { village: Village; branchId: string; name: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const asOf = useAsOf()
  const { village, branchId, name } = props
  const branch = useRead('readBranch', {
    villageId: village.id,
    branchId,
    ...(asOf === undefined ? {} : { asOf }),
  })
  const joined = useJoined(village, branch.data)
  const [adding, setAdding] = useState(false)
  const [done, setDone] = useState(0)
  // What is recorded counts from its own day: the view of a past day is for reading.
  const now = asOf === undefined
  return (
    <Panel
      title={t('branch.title', { name })}
      hint={<Share branch={branch.data} joined={joined} />}
      extra={
        may('recordPartyMembers') && now ? (
          <button type="button" className="button no-print" onClick={() => setAdding(true)}>
            {t('branch.add')}
          </button>
        ) : undefined
      }
    >
      {done === 0 ? null : <Notice tone="pass">{t('branch.added', { n: done })}</Notice>}
      <Loaded read={branch} lines={4}>
        {(data) =>
          data.members.length === 0 ? (
            <p className="muted">{t('branch.none')}</p>
          ) : (
            <Members members={data.members} joined={joined} />
          )
        }
      </Loaded>
      {adding ? (
        <BranchMembersForm
          village={village}
          branch={{ id: branchId, name }}
          close={() => setAdding(false)}
          onDone={setDone}
        />
      ) : null}
    </Panel>
  )
}

function Share(props: { branch: Branch | undefined; joined: Joined }): ReactElement | null {
  const t = useT()
  const { branch, joined } = props
  if (branch === undefined || branch.members.length === 0 || !joined.known) return null
  const n = branch.members.length
  if (joined.coops.length === 0) return <>{t('branch.count', { n })}</>
  const m = joined.byPerson.size
  return <>{t('branch.share', { n, joined: m, share: showPercent(`${m}/${n}`, 1) })}</>
}

function Members(props: { members: Branch['members']; joined: Joined }): ReactElement {
  const t = useT()
  const { members, joined } = props
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('persons.name')}</th>
            <th scope="col">{t('party.posts')}</th>
            <th scope="col">{t('party.joined')}</th>
            {joined.coops.length === 0 ? null : <th scope="col">{t('branch.joinedCoop')}</th>}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.person.id}>
              <th scope="row" className="nowrap">
                <Go to={paths.person(member.person.id)}>{member.person.name}</Go>
              </th>
              <td>
                <Posts of={member} />
              </td>
              <td className="nowrap">{member.joinedParty ?? '—'}</td>
              {joined.coops.length === 0 ? null : (
                <td>
                  <Joinings
                    joinings={joined.byPerson.get(member.person.id) ?? []}
                    named={joined.coops.length > 1}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Joinings(props: { joinings: readonly Joining[]; named: boolean }): ReactElement {
  const t = useT()
  if (props.joinings.length === 0) return <span className="muted">{t('branch.notJoined')}</span>
  return (
    <>
      {props.joinings.map(({ coop, joinedOn, order }) => (
        <div key={coop.id}>
          <span className="nowrap">{joinedOn}</span>{' '}
          <span className="muted small">
            {order === null ? '' : t('branch.order', { n: order })}
            {props.named ? ` ${coop.name}` : ''}
          </span>
        </div>
      ))}
    </>
  )
}
