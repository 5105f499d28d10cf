import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useAct } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Refused } from '../../ui/state.tsx'
import { readLines } from './account-lines.ts'
import { type FoundPerson, PersonFinder } from './person-finder.tsx'
import './create-accounts.css'

type Opened = In<'createAccounts'>['accounts'][number]
type Way = 'list' | 'members'

/** A member as chosen from the register of people, with the user name that is given. */
interface Chosen {
  readonly person: FoundPerson
  readonly username: string
}

/** Opens accounts for a pasted list, or for members chosen one by one, and shows their first passwords once. */
export function CreateAccounts({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const may = useMay()
  const act = useAct('createAccounts')
  const [way, setWay] = useState<Way>('list')
  const [text, setText] = useState('')
  const [members, setMembers] = useState<readonly Chosen[]>([])
  const { lines, bad } = readLines(text)
  const accounts: readonly Opened[] = way === 'list' ? lines : members.map(accountOf)
  const broken = way === 'list' ? bad !== null : members.some((one) => one.username.trim() === '')
  const done = act.data?.accounts
  return (
    <Dialog
      open
      onClose={close}
      title={t('accounts.create')}
      actions={
        done === undefined ? (
          <button
            type="button"
            className="button button-primary"
            disabled={accounts.length === 0 || broken || act.isPending}
            onClick={() => act.mutate({ input: { accounts: [...accounts] } })}
          >
            {t('accounts.createSubmit', { n: accounts.length })}
          </button>
        ) : (
          <PrintAndClose close={close} />
        )
      }
    >
      {done === undefined ? (
        <>
          {may('findPersons') ? (
            <Segments
              legend={t('accounts.way')}
              value={way}
              onChange={setWay}
              options={(['list', 'members'] as const).map((value) => ({
                value,
                label: t(`accounts.way.${value}`),
              }))}
            />
          ) : null}
          {way === 'list' ? (
            <TextArea
              label={t('accounts.createLines')}
              hint={t('accounts.createHint')}
              error={bad === null ? null : t('accounts.badLine', { line: bad })}
              rows={8}
              value={text}
              onChange={setText}
            />
          ) : (
            <Members members={members} onChange={setMembers} />
          )}
          {act.error === null ? null : <Refused error={act.error} write />}
        </>
      ) : (
        <FirstPasswords accounts={done} />
      )}
    </Dialog>
  )
}

function PrintAndClose({ close }: { close: () => void }): ReactElement {
  const t = useT()
  return (
    <>
      <button type="button" className="button" onClick={() => window.print()}>
        {t('common.print')}
      </button>
      <button type="button" className="button button-primary" onClick={close}>
        {t('common.close')}
      </button>
    </>
  )
}

const accountOf = ({ person, username }: Chosen): Opened => ({
  username: username.trim(),
  displayName: person.name,
  personId: person.id,
})

/** The members chosen so far, each with the user name they will sign in by. */
function Members(props: {
  members: readonly Chosen[]
  onChange: (members: readonly Chosen[]) => void
}): ReactElement {
  const t = useT()
  const { members, onChange } = props
  const add = (person: FoundPerson): void => {
    if (members.some((one) => one.person.id === person.id)) return
    onChange([...members, { person, username: '' }])
  }
  return (
    <div className="stack">
      <p className="muted">{t('accounts.membersHint')}</p>
      <PersonFinder onPick={add} />
      {members.map((one, index) => (
        <div key={one.person.id} className="row member-row">
          <TextField
            label={t('accounts.usernameOf', {
              name: one.person.name,
              village: one.person.village ?? '—',
            })}
            autoComplete="off"
            value={one.username}
            onChange={(username) =>
              onChange(members.map((other, i) => (i === index ? { ...one, username } : other)))
            }
          />
          <button
            type="button"
            className="button-link"
            onClick={() => onChange(members.filter((_one, i) => i !== index))}
          >
            {t('change.remove')}
          </button>
        </div>
      ))}
    </div>
  )
}

/** The first passwords, once. */
function FirstPasswords(props: { accounts: Out<'createAccounts'>['accounts'] }): ReactElement {
  const t = useT()
  const done = props.accounts
  return (
    <>
      <Notice tone="depends">{t('accounts.created', { n: done.length })}</Notice>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('accounts.username')}</th>
            <th scope="col">{t('accounts.firstPassword')}</th>
          </tr>
        </thead>
        <tbody>
          {done.map((one) => (
            <tr key={one.id}>
              <th scope="row" className="mono">
                {one.username}
              </th>
              <td className="mono">{one.password ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
