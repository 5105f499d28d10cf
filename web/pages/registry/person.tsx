import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { call, type Out } from '../../api.ts'
import { type Translate, useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Maybe } from '../../ui/figures.tsx'
import { type Fact, Facts, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { EditPerson } from './edit-person.tsx'
import { PersonParty } from './person-party.tsx'
import { SEX_WORDS } from './words.ts'

type Person = Out<'readPerson'>
type Numbers = Out<'revealPerson'>

/** A person: masked facts, the co-ops joined, the household, and the door to the full numbers. */
export default function PersonPage(): ReactElement {
  const { personId = '' } = useParams({ strict: false }) as { personId?: string }
  const person = useRead('readPerson', { personId })
  return (
    <div className="page">
      <Loaded read={person}>{(data) => <Content person={data} />}</Loaded>
    </div>
  )
}

function Content({ person }: { person: Person }): ReactElement {
  const t = useT()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [editing, setEditing] = useState(false)
  const [numbers, setNumbers] = useState<Numbers | null>(null)
  return (
    <>
      <PageHead
        title={person.name}
        trail={[{ key: 'list', node: <Go to={paths.persons()}>{t('persons.title')}</Go> }]}
        marks={
          <>
            {person.party === null ? null : <Tag tone="accent">{t('persons.party')}</Tag>}
            {person.endedOn === null ? null : <Tag>{t('persons.ended')}</Tag>}
          </>
        }
        sentence={t('person.sentence', {
          name: person.name,
          village: person.village?.name ?? t('person.noVillage'),
          n: person.cooperatives.length,
        })}
        actions={
          <Acts
            mayReveal={numbers === null}
            onReveal={() => setAsking(true)}
            onEdit={() => setEditing(true)}
          />
        }
      />
      <div className="columns-2">
        <Panel title={t('person.facts')}>
          <Facts facts={factsOf(t, person, numbers)} />
        </Panel>
        <div className="stack">
          <Panel title={t('person.coops')}>
            {person.cooperatives.length === 0 ? (
              <p className="muted">{t('person.noCoops')}</p>
            ) : (
              <ul className="links">
                {person.cooperatives.map((coop) => (
                  <li key={coop.id}>
                    <Go to={paths.coop(coop.id)}>{coop.name}</Go>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          {person.household === null ? null : <Household householdId={person.household.id} />}
          <Panel title={t('person.groups')}>
            {person.groups.length === 0 ? (
              <p className="muted">{t('person.noGroups')}</p>
            ) : (
              <ul className="links">
                {person.groups.map((group) => (
                  <li key={group.id}>{group.name}</li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
      </div>
      {may('readPartyHistory') ? <PersonParty person={person} /> : null}
      {editing ? <EditPerson person={person} close={() => setEditing(false)} /> : null}
      {asking ? (
        <Reveal person={person} close={() => setAsking(false)} onNumbers={setNumbers} />
      ) : null}
    </>
  )
}

function Acts(props: {
  mayReveal: boolean
  onReveal: () => void
  onEdit: () => void
}): ReactElement {
  const t = useT()
  const may = useMay()
  return (
    <>
      {may('revealPerson') && props.mayReveal ? (
        <button type="button" className="button" onClick={props.onReveal}>
          {t('person.reveal')}
        </button>
      ) : null}
      {may('changePerson') ? (
        <button type="button" className="button button-primary" onClick={props.onEdit}>
          {t('editPerson.open')}
        </button>
      ) : null}
    </>
  )
}

function factsOf(t: Translate, person: Person, numbers: Numbers | null): Fact[] {
  const mono = (value: string | null) => <span className="mono">{value ?? '—'}</span>
  return [
    { label: t('persons.village'), value: <Maybe value={person.village?.name} /> },
    {
      label: t('persons.household'),
      value:
        person.household === null ? (
          <Maybe value={null} />
        ) : (
          <Go to={paths.household(person.household.id)}>{person.household.number}</Go>
        ),
    },
    { label: t('persons.relation'), value: <Maybe value={person.relationToHead} /> },
    {
      label: t('persons.sex'),
      value: person.sex === null ? <Maybe value={null} /> : say(SEX_WORDS[person.sex]),
    },
    { label: t('persons.birth'), value: <Maybe value={person.birthDate} /> },
    {
      label: t('persons.idNumber'),
      value: (
        <>
          {mono(numbers === null ? person.idNumber : numbers.idNumber)}
          {person.idNumberValid === false ? <Tag tone="fail">{t('person.invalidId')}</Tag> : null}
        </>
      ),
    },
    {
      label: t('persons.phone'),
      value: mono(numbers === null ? person.phone : numbers.phone),
    },
    {
      label: t('persons.bank'),
      value: mono(numbers === null ? person.bankAccount : numbers.bankAccount),
    },
    { label: t('persons.farmer'), value: t(person.farmer ? 'common.yes' : 'common.no') },
    {
      label: t('persons.collectiveMember'),
      value: t(person.collectiveMember ? 'common.yes' : 'common.no'),
    },
    {
      label: t('persons.publicOffice'),
      value: t(person.publicOffice ? 'common.yes' : 'common.no'),
    },
  ]
}

function Household({ householdId }: { householdId: string }): ReactElement {
  const t = useT()
  const household = useRead('readHousehold', { householdId })
  return (
    <Panel title={t('person.householdMembers')}>
      <Loaded read={household} lines={2}>
        {(data) => (
          <ul className="inline-list">
            {data.members.map((member) => (
              <li key={member.id}>
                <Go to={paths.person(member.id)}>{member.name}</Go>{' '}
                <span className="muted small">{member.relationToHead ?? ''}</span>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}

function Reveal(props: {
  person: Person
  close: () => void
  onNumbers: (numbers: Numbers) => void
}): ReactElement {
  const t = useT()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const submit = async (): Promise<void> => {
    try {
      props.onNumbers(await call('revealPerson', { personId: props.person.id, reason }))
      props.close()
    } catch (refusal) {
      setError(refusal)
    }
  }
  return (
    <Dialog
      open
      onClose={props.close}
      title={t('person.revealTitle', { name: props.person.name })}
      actions={
        <button
          type="button"
          className="button button-primary"
          disabled={reason.trim() === ''}
          onClick={() => void submit()}
        >
          {t('person.reveal')}
        </button>
      }
    >
      <p>{t('person.revealBody')}</p>
      <TextArea label={t('common.reason')} value={reason} onChange={setReason} required />
      {error === null ? null : <Refused error={error} />}
    </Dialog>
  )
}
