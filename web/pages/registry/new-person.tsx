import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMe } from '../../session.tsx'
import { Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/state.tsx'
import type { Picked } from '../../ui/unit-picker.tsx'
import { NO_PERSON, type TypedPerson } from './person-changes.ts'
import { PersonFields } from './person-fields.tsx'
import { RefusedRest, useWrite } from './write-dialog.tsx'

interface Place {
  readonly village: Picked | null
  readonly householdId: string
  readonly known: boolean
}

/** Where the form begins: the household or village of the address, or one's own village. */
function usePlace(): Place {
  const [search] = useUrl()
  const own = ownUnit(useMe())
  const householdId = search['householdId'] ?? ''
  const villageId =
    search['villageId'] ?? (householdId === '' && own?.kind === 'village' ? own.id : '')
  const household = useRead('readHousehold', { householdId }, { enabled: householdId !== '' })
  const village = useRead('readVillage', { villageId }, { enabled: villageId !== '' })
  if (householdId !== '') {
    const { data } = household
    return {
      village: data?.village ?? null,
      householdId,
      known: data !== undefined || household.isError,
    }
  }
  return {
    village:
      village.data === undefined ? null : { id: village.data.id, name: village.data.shortName },
    householdId: '',
    known: villageId === '' || village.data !== undefined || village.isError,
  }
}

/** Takes down one person; the ID number is checked while it is typed, by the verb that will record it. */
export default function NewPerson(): ReactElement {
  const t = useT()
  const place = usePlace()
  return (
    <div className="page">
      <PageHead
        title={t('newPerson.title')}
        trail={[{ key: 'list', node: <Go to={paths.persons()}>{t('persons.title')}</Go> }]}
        sentence={t('newPerson.sentence')}
      />
      {place.known ? <Form place={place} /> : <Skeleton lines={8} />}
    </div>
  )
}

const textOr = <K extends string>(key: K, value: string) =>
  value.trim() === '' ? {} : ({ [key]: value.trim() } as Record<K, string>)

function inputOf(typed: TypedPerson, unitId: string): In<'addPersons'> | null {
  if (typed.name.trim() === '' || (typed.village?.id ?? unitId) === '') return null
  return {
    unitId: typed.village?.id ?? unitId,
    rows: [
      {
        name: typed.name.trim(),
        farmer: typed.farmer,
        collectiveMember: typed.collectiveMember,
        publicOffice: typed.publicOffice,
        ...(typed.village === null ? {} : { villageId: typed.village.id }),
        ...textOr('householdId', typed.householdId),
        ...textOr('idNumber', typed.idNumber),
        ...textOr('phone', typed.phone),
        ...textOr('bankAccount', typed.bankAccount),
        ...textOr('birthDate', typed.birthDate),
        ...textOr('relationToHead', typed.relationToHead),
        ...(typed.sex === '' ? {} : { sex: typed.sex }),
      },
    ],
  }
}

function Form({ place }: { place: Place }): ReactElement {
  const t = useT()
  const own = ownUnit(useMe())
  const first = { ...NO_PERSON, village: place.village, householdId: place.householdId }
  const [typed, setTyped] = useState<TypedPerson>(first)
  const [added, setAdded] = useState<{ id: string; name: string; existing: boolean } | null>(null)
  // A county or a co-op takes down people without a village here; a town or village never does.
  const unitId = own?.kind === 'county' || own?.kind === 'coop' ? own.id : ''
  const input = inputOf(typed, unitId)
  const write = useWrite({
    verb: 'addPersons',
    input,
    onDone: ({ persons }) => {
      const [person] = persons
      if (person !== undefined) setAdded({ ...person, name: typed.name.trim() })
      setTyped({ ...NO_PERSON, village: typed.village, householdId: typed.householdId })
    },
  })
  return (
    <Panel title={t('person.facts')} hint={t('newPerson.hint')}>
      <div className="stack" onKeyDown={write.onKeyDown}>
        {added === null ? null : (
          <Notice tone="pass">
            {t(added.existing ? 'newPerson.existing' : 'newPerson.added', { name: added.name })}{' '}
            <Go to={paths.person(added.id)}>{t('newPerson.open')}</Go>
          </Notice>
        )}
        <PersonFields
          typed={typed}
          set={(change) => setTyped({ ...typed, ...change })}
          faults={write.faults}
        />
        <RefusedRest error={write.error} faults={write.faults} />
        {write.trial.data === undefined ? null : (
          <Judged answer={write.trial.data} numbered={typed.idNumber.trim() !== ''} />
        )}
        <div className="row">
          <button
            type="button"
            className="button button-primary"
            disabled={!write.ready}
            onClick={write.submit}
          >
            {t('newPerson.record')}
          </button>
          <span className="muted small keys-hint">{t('write.keys')}</span>
        </div>
      </div>
    </Panel>
  )
}

/** What the dry run says: known already, a number that does not check, or nothing against it. */
function Judged(props: { answer: Out<'addPersons'>; numbered: boolean }): ReactElement {
  const t = useT()
  const { answer, numbered } = props
  const [person] = answer.persons
  const warning = answer.warnings[0]
  if (person?.existing === true) {
    return (
      <Notice tone="depends">
        {t('newPerson.known')} <Go to={paths.person(person.id)}>{t('newPerson.open')}</Go>
      </Notice>
    )
  }
  if (warning !== undefined) return <Notice tone="depends">{say(warning.text)}</Notice>
  return (
    <Notice tone={numbered ? 'pass' : 'info'}>
      {t(numbered ? 'newPerson.numberFine' : 'newPerson.noNumber')}
    </Notice>
  )
}
