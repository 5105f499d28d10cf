import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CoopLine, FoundLine } from './coop-line.tsx'
import { PickCoops } from './pick-coops.tsx'

type Group = Out<'proposeUnionGroups'>['groups'][number]

/** Which co-ops could form a union: of one industry, near each other, of the middle classes. */
export function UnionGroups(): ReactElement {
  const t = useT()
  const [search] = useUrl()
  const read = useRead('proposeUnionGroups', { unitId: search['unitId'] })
  return (
    <Loaded read={read} lines={8}>
      {({ groups, found }) =>
        groups.length === 0 ? (
          <Empty title={t('pair.empty')} hint={t('pair.emptyHint')} />
        ) : (
          <div className="stack">
            <p>
              {t('group.sentence', { n: groups.length })} <FoundLine found={found} />
            </p>
            {groups.map((group) => (
              <GroupPanel key={group.seat.id} group={group} />
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function GroupPanel({ group }: { group: Group }): ReactElement {
  const t = useT()
  const may = useMay()
  const [starting, setStarting] = useState(false)
  const [unionId, setUnion] = useState<string | null>(null)
  return (
    <Panel
      title={t('group.title', {
        place: group.town?.name ?? t('group.several'),
        industry: group.industry.name,
        n: group.members.length,
      })}
      hint={t('pair.points', { n: group.points })}
      extra={
        may('startUnionFounding') && unionId === null ? (
          <button type="button" className="button" onClick={() => setStarting(true)}>
            {t('group.start')}
          </button>
        ) : undefined
      }
    >
      {unionId === null ? null : (
        <Notice tone="pass">
          {t('group.started')} <Go to={paths.union(unionId)}>{t('group.see')}</Go>
        </Notice>
      )}
      <ul className="pair-list">
        {group.members.map((member) => (
          <li key={member.coop.id}>
            <div>
              <CoopLine coop={member.coop} />
            </div>
            <div className="small muted">
              {member.coop.id === group.seat.id
                ? t('group.seat')
                : member.parts.map((part) => `${say(part.said)} ${part.points}`).join(comma())}
            </div>
          </li>
        ))}
      </ul>
      {group.others.length === 0 ? null : (
        <p className="small muted">
          {t('group.others')}: {group.others.map(({ name }) => name).join(comma())}
        </p>
      )}
      {starting ? (
        <StartUnion group={group} close={() => setStarting(false)} onDone={setUnion} />
      ) : null}
    </Panel>
  )
}

/** Starts the process of founding: each assembly decides for its own co-op. */
function StartUnion(props: {
  group: Group
  close: () => void
  onDone: (unionId: string) => void
}): ReactElement {
  const t = useT()
  const me = useMe()
  const { group } = props
  const [name, setName] = useState('')
  const [leadId, setLead] = useState(group.seat.id)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const taken = group.members.filter(({ coop }) => !left.has(coop.id))
  return (
    <WriteDialog
      verb="startUnionFounding"
      title={t('group.startOf')}
      confirm={t('group.start')}
      close={props.close}
      onDone={(answer) => props.onDone(answer.unionId)}
      input={
        name.trim() === ''
          ? null
          : {
              seatId: group.town?.id ?? ownUnit(me)?.id ?? '',
              name: name.trim(),
              leadId,
              memberIds: taken.map(({ coop }) => coop.id),
            }
      }
    >
      {(faults) => (
        <>
          <TextField
            label={t('group.name')}
            value={name}
            required
            error={faults.at('name')}
            onChange={setName}
          />
          <SelectField
            label={t('group.lead')}
            value={leadId}
            onChange={setLead}
            options={taken.map(({ coop }) => ({ value: coop.id, label: coop.name }))}
          />
          <PickCoops coops={group.members.map(({ coop }) => coop)} left={left} set={setLeft} />
        </>
      )}
    </WriteDialog>
  )
}
