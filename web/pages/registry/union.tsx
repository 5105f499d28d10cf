import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { Day, Maybe, Money } from '../../ui/figures.tsx'
import { FindingList } from '../../ui/finding-list.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { useMay } from '../../session.tsx'
import { UnionFigures } from '../development/union-figures.tsx'
import { UnionFounding } from '../founding/union-founding.tsx'
import { EditUnion, UnionHistory } from './union-facts.tsx'
import { EndUnion, UnionMembers } from './union-members.tsx'
import { STATUS_TONES, STATUS_WORDS } from './words.ts'

type Union = Out<'readUnion'>
type Asked = 'facts' | 'members' | 'end'

/** A union of co-ops: who belongs, with which votes, and whether it may stand. */
export default function UnionPage(): ReactElement {
  const { unionId = '' } = useParams({ strict: false }) as { unionId?: string }
  const asOf = useAsOf()
  const union = useRead('readUnion', { unionId, asOf })
  return (
    <div className="page">
      <Loaded read={union}>{(data) => <Content data={data} />}</Loaded>
    </div>
  )
}

function Content({ data }: { data: Union }): ReactElement {
  const t = useT()
  const { union, members, former, findings } = data
  const [asked, setAsked] = useState<Asked | null>(null)
  const [done, setDone] = useState(false)
  const dialog = { data, close: () => setAsked(null), onDone: () => setDone(true) }
  const names = new Map(members.map((member) => [member.coop.id, member.coop.name]))
  return (
    <>
      <PageHead
        title={union.name}
        trail={[{ key: 'list', node: <Go to={paths.unions}>{t('unions.title')}</Go> }]}
        sentence={t('union.sentence', { n: union.members, votes: union.votes })}
        marks={<Standing union={union} />}
        actions={<Acts union={union} onAsk={setAsked} />}
      />
      {done ? <Notice tone="pass">{t('common.done')}</Notice> : null}
      {union.cureUntil === null ? null : (
        <Notice tone="fail">{t('unions.cureUntil', { day: union.cureUntil })}</Notice>
      )}
      <Panel title={t('union.facts')}>
        <Facts
          columns={2}
          facts={[
            { label: t('unions.seat'), value: union.seat.name },
            { label: t('coops.industry'), value: <Maybe value={union.industry?.name} /> },
            { label: t('coops.chair'), value: <Maybe value={union.chairName} /> },
            { label: t('unions.founded'), value: <Day value={union.foundedOn} /> },
            {
              label: t('unionFacts.registeredOn'),
              value:
                union.registeredOn === null ? (
                  <Maybe value={null} />
                ) : (
                  <Day value={union.registeredOn} />
                ),
            },
            { label: t('coops.creditCode'), value: <Maybe value={union.creditCode} /> },
            { label: t('coop.address'), value: <Maybe value={union.registeredAddress} /> },
            {
              label: t('coop.registeredCapital'),
              value:
                union.registeredCapital === null ? (
                  <Maybe value={null} />
                ) : (
                  <Money value={union.registeredCapital} />
                ),
            },
          ]}
        />
      </Panel>
      {asked === 'facts' ? <EditUnion {...dialog} /> : null}
      {asked === 'members' ? <UnionMembers {...dialog} /> : null}
      {asked === 'end' ? <EndUnion {...dialog} /> : null}
      <UnionFounding unionId={union.id} />
      <UnionFigures unionId={union.id} />
      <Members title={t('union.members')} rows={members} />
      {former.length === 0 ? null : <Members title={t('union.former')} rows={former} />}
      <UnionHistory data={data} />
      {findings.length === 0 ? null : (
        <Panel title={t('union.findings')}>
          <FindingList findings={findings} nameOf={(id) => names.get(id) ?? id} />
        </Panel>
      )}
    </>
  )
}

/** In being as a co-op is, or ended. */
function Standing({ union }: { union: Union['union'] }): ReactElement {
  const t = useT()
  if (union.endedOn !== null) return <Tag>{t('unions.ended')}</Tag>
  const tone = STATUS_TONES[union.status]
  return <Tag {...(tone === undefined ? {} : { tone })}>{say(STATUS_WORDS[union.status])}</Tag>
}

function Acts(props: { union: Union['union']; onAsk: (asked: Asked) => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const standing = props.union.endedOn === null
  // The form begins with the facts on the screen: those of a past day would undo what came since.
  const now = useAsOf() === undefined
  return (
    <>
      <AsOfPicker />
      {standing && may('endUnion') ? (
        <button type="button" className="button" onClick={() => props.onAsk('end')}>
          {t('unionChange.end')}
        </button>
      ) : null}
      {standing && now && may('changeUnion') ? (
        <button type="button" className="button" onClick={() => props.onAsk('facts')}>
          {t('unionFacts.open')}
        </button>
      ) : null}
      {standing && may('changeUnionMembers') ? (
        <button
          type="button"
          className="button button-primary"
          onClick={() => props.onAsk('members')}
        >
          {t('unionChange.open')}
        </button>
      ) : null}
    </>
  )
}

function Members(props: { title: string; rows: Union['members'] }): ReactElement {
  const t = useT()
  return (
    <Panel title={props.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('common.coop')}</th>
            <th scope="col">{t('common.town')}</th>
            <th scope="col">{t('common.village')}</th>
            <th scope="col">{t('union.joined')}</th>
            <th scope="col">{t('union.left')}</th>
            <th scope="col" className="num">
              {t('unions.votes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.coop.id}>
              <th scope="row">
                <Go to={paths.coop(row.coop.id)}>{row.coop.name}</Go>
              </th>
              <td>{row.town.name}</td>
              <td>{row.village.name}</td>
              <td>{row.joinedOn}</td>
              <td>{row.leftOn ?? '—'}</td>
              <td className="num">{row.votes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
