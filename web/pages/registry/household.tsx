import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Maybe } from '../../ui/figures.tsx'
import { Facts, Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { EditHousehold } from './household-form.tsx'

type Household = Out<'readHousehold'>

/** A household: who belongs to it, how it counts, and the doors to correct it or add somebody. */
export default function HouseholdPage(): ReactElement {
  const { householdId = '' } = useParams({ strict: false }) as { householdId?: string }
  const household = useRead('readHousehold', { householdId })
  return (
    <div className="page">
      <Loaded read={household}>{(data) => <Content household={data} />}</Loaded>
    </div>
  )
}

function Content({ household }: { household: Household }): ReactElement {
  const t = useT()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const [done, setDone] = useState(false)
  const yes = (value: boolean): string => t(value ? 'common.yes' : 'common.no')
  return (
    <>
      <PageHead
        title={t('household.titleOf', { number: household.number })}
        trail={[
          { key: 'list', node: <Go to={paths.households()}>{t('households.title')}</Go> },
          { key: 'village', node: <UnitLink kind="village" unit={household.village} /> },
        ]}
        marks={household.assisted ? <Tag tone="depends">{t('household.assisted')}</Tag> : undefined}
        sentence={t('household.sentence', {
          village: household.village.name,
          head: household.headName,
          n: household.persons,
        })}
        actions={
          <>
            {may('changeHousehold') ? (
              <button type="button" className="button" onClick={() => setEditing(true)}>
                {t('household.edit')}
              </button>
            ) : null}
            {may('addPersons') ? (
              <Go
                to={paths.newPerson({ householdId: household.id })}
                className="button button-primary"
              >
                {t('newPerson.title')}
              </Go>
            ) : null}
          </>
        }
      />
      {done ? <Notice tone="pass">{t('common.done')}</Notice> : null}
      <div className="columns-2">
        <Panel title={t('household.facts')}>
          <Facts
            facts={[
              { label: t('household.number'), value: household.number },
              { label: t('household.headName'), value: household.headName },
              { label: t('household.resident'), value: yes(household.resident) },
              { label: t('household.collective'), value: yes(household.collective) },
              { label: t('household.assisted'), value: yes(household.assisted) },
              { label: t('household.address'), value: <Maybe value={household.address} /> },
            ]}
          />
        </Panel>
        <Panel title={t('person.householdMembers')} hint={t('household.moveHint')}>
          <Members household={household} />
        </Panel>
      </div>
      {editing ? (
        <EditHousehold
          household={household}
          close={() => setEditing(false)}
          onDone={() => setDone(true)}
        />
      ) : null}
    </>
  )
}

function Members({ household }: { household: Household }): ReactElement {
  const t = useT()
  if (household.members.length === 0) return <Empty title={t('household.empty')} />
  return (
    <div
      className="table-scroll"
      tabIndex={0}
      role="group"
      aria-label={t('person.householdMembers')}
    >
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('persons.name')}</th>
            <th scope="col">{t('persons.relation')}</th>
            <th scope="col">{t('persons.birth')}</th>
            <th scope="col">{t('persons.idNumber')}</th>
          </tr>
        </thead>
        <tbody>
          {household.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">
                <Go to={paths.person(member.id)}>{member.name}</Go>
                {member.endedOn === null ? null : <Tag>{t('persons.ended')}</Tag>}
              </th>
              <td>{member.relationToHead ?? '—'}</td>
              <td className="nowrap">{member.birthDate ?? '—'}</td>
              <td className="mono">{member.idNumber ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
