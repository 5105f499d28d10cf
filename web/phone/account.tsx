import { useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useT } from '../locale/phone.ts'
import { useAct } from '../query.ts'
import { Sub } from './parts.tsx'
import { NewPassword } from './sign-in.tsx'

/** My own account: the password, and the way out. */
export function AccountPage(): ReactElement {
  const t = useT()
  const client = useQueryClient()
  const signOut = useAct('signOut')
  return (
    <Sub title={t('account')}>
      <section className="card">
        <NewPassword />
      </section>
      <button
        type="button"
        className="big-button"
        onClick={() =>
          signOut.mutate({ input: {} }, { onSettled: () => void client.resetQueries() })
        }
      >
        {t('signOut')}
      </button>
    </Sub>
  )
}
