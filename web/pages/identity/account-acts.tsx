import { type ReactElement, useState } from 'react'
import { type Label, useT } from '../../locale/desk.ts'
import { useMay } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { Account } from './account.tsx'
import type { AccountState } from './accounts.tsx'

type Act =
  | 'disableAccount'
  | 'enableAccount'
  | 'unlockAccount'
  | 'resetPassword'
  | 'resetSecondFactor'

const LABELS: Readonly<Record<Act, Label>> = {
  disableAccount: 'account.disable',
  enableAccount: 'account.enable',
  unlockAccount: 'account.unlock',
  resetPassword: 'account.resetPassword',
  resetSecondFactor: 'account.resetFactor',
}

/** The acts that make sense in this state; the menu of an administrator is short on purpose. */
function actsFor(account: Account, state: AccountState): readonly Act[] {
  if (state === 'disabled') return ['enableAccount']
  return [
    ...(state === 'locked' ? (['unlockAccount'] as const) : []),
    'resetPassword',
    ...(account.secondFactor ? (['resetSecondFactor'] as const) : []),
    'disableAccount',
  ]
}

/** Buttons for what the signed-in administrator may do with this account. */
export function AccountActs(props: { account: Account; state: AccountState }): ReactElement {
  const t = useT()
  const may = useMay()
  const [asked, setAsked] = useState<Act | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const { account, state } = props
  return (
    <>
      {actsFor(account, state)
        .filter((act) => may(act))
        .map((act) => (
          <button key={act} type="button" className="button" onClick={() => setAsked(act)}>
            {t(LABELS[act])}
          </button>
        ))}
      {asked === null ? null : (
        <ActDialog
          act={asked}
          account={account}
          close={() => setAsked(null)}
          onPassword={setPassword}
        />
      )}
      <Dialog
        open={password !== null}
        onClose={() => setPassword(null)}
        title={t('account.newPassword')}
        actions={
          <button type="button" className="button button-primary" onClick={() => setPassword(null)}>
            {t('common.close')}
          </button>
        }
      >
        <Notice tone="depends">{t('account.newPasswordBody')}</Notice>
        <p className="secret mono">{password}</p>
      </Dialog>
    </>
  )
}

function ActDialog(props: {
  act: Act
  account: Account
  close: () => void
  onPassword: (password: string) => void
}): ReactElement {
  const t = useT()
  const { act, account, close } = props
  return (
    <ReasonDialog
      title={t('account.actTitle', { act: t(LABELS[act]), name: account.displayName })}
      confirm={t(LABELS[act])}
      danger={act === 'disableAccount'}
      verb={act}
      input={(reason) => ({ accountId: account.id, reason })}
      close={close}
      onDone={(answer) => {
        if ('password' in answer) props.onPassword(answer.password)
      }}
    />
  )
}
