import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useAct } from '../../query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/page.tsx'
import { Refused } from '../../ui/state.tsx'
import { readLines } from './account-lines.ts'

/** Opens accounts for a pasted list and shows their first passwords once. */
export function CreateAccounts({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const act = useAct('createAccounts')
  const [text, setText] = useState('')
  const { lines, bad } = readLines(text)
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
            disabled={lines.length === 0 || bad !== null || act.isPending}
            onClick={() => act.mutate({ input: { accounts: [...lines] } })}
          >
            {t('accounts.createSubmit', { n: lines.length })}
          </button>
        ) : (
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
    >
      {done === undefined ? (
        <>
          <TextArea
            label={t('accounts.createLines')}
            hint={t('accounts.createHint')}
            error={bad === null ? null : t('accounts.badLine', { line: bad })}
            rows={8}
            value={text}
            onChange={setText}
          />
          {act.error === null ? null : <Refused error={act.error} write />}
        </>
      ) : (
        <FirstPasswords accounts={done} />
      )}
    </Dialog>
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
