import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { useAct, useRead } from '../../query.ts'
import { Go } from '../../navigation.tsx'
import { useMay, useMe } from '../../session.tsx'
import { Day, showInstant } from '../../ui/figures.tsx'
import { Facts, PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded, Refused } from '../../ui/state.tsx'
import { AccountActs } from './account-acts.tsx'
import { StateTag, stateOf } from './accounts.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { GrantRole } from './grant-role.tsx'
import { SessionTable } from './session-table.tsx'

export type Account = Out<'listAccounts'>['rows'][number]

/** One account: roles, state, sessions, and what each administrator may do with it. */
export default function AccountPage(): ReactElement {
  const t = useT()
  const { username = '' } = useParams({ strict: false }) as { username?: string }
  const list = useRead('listAccounts', { search: username, limit: 100 })
  return (
    <Loaded read={list}>
      {(data) => {
        const account = data.rows.find((row) => row.username === username)
        return account === undefined ? (
          <Empty title={t('account.notFound')} />
        ) : (
          <AccountView account={account} />
        )
      }}
    </Loaded>
  )
}

function AccountView({ account }: { account: Account }): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const state = stateOf(account, clock.now)
  return (
    <div className="page">
      <PageHead
        title={account.displayName}
        trail={[{ key: 'list', node: <Go to={paths.accounts()}>{t('accounts.title')}</Go> }]}
        marks={<StateTag state={state} />}
        sentence={t('account.sentence', {
          name: account.displayName,
          n: account.grants.length,
          state: t(`accounts.state.${state}`),
        })}
        actions={<AccountActs account={account} state={state} />}
      />
      <Panel title={t('account.facts')}>
        <Facts
          columns={2}
          facts={[
            {
              label: t('accounts.username'),
              value: <span className="mono">{account.username}</span>,
            },
            { label: t('account.createdAt'), value: showInstant(account.createdAt) },
            {
              label: t('accounts.factor'),
              value: t(account.secondFactor ? 'accounts.factorOn' : 'accounts.factorOff'),
            },
            {
              label: t('accounts.lastSeen'),
              value:
                account.lastSeenAt === null ? t('accounts.never') : showInstant(account.lastSeenAt),
            },
          ]}
        />
      </Panel>
      <Grants account={account} />
      <Sessions accountId={account.id} />
    </div>
  )
}

function Grants({ account }: { account: Account }): ReactElement {
  const t = useT()
  const may = useMay()
  const [granting, setGranting] = useState(false)
  const [ending, setEnding] = useState<Account['grants'][number] | null>(null)
  return (
    <Panel
      title={t('account.grants')}
      extra={
        may('grantRoles') ? (
          <button type="button" className="button" onClick={() => setGranting(true)}>
            {t('account.grant')}
          </button>
        ) : undefined
      }
    >
      {account.grants.length === 0 ? (
        <p className="muted">{t('account.noGrants')}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('me.role')}</th>
              <th scope="col">{t('me.unit')}</th>
              <th scope="col">{t('common.from')}</th>
              <th scope="col">{t('common.to')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('common.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {account.grants.map((grant) => (
              <tr key={grant.id}>
                <th scope="row">{say(grant.title)}</th>
                <td>{grant.unit?.name ?? '—'}</td>
                <td>
                  <Day value={grant.validFrom} />
                </td>
                <td>{grant.validTo === null ? t('common.open') : <Day value={grant.validTo} />}</td>
                <td className="num">
                  {may('endGrant') ? (
                    <button type="button" className="button-link" onClick={() => setEnding(grant)}>
                      {t('account.endGrant')}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {granting ? <GrantRole account={account} close={() => setGranting(false)} /> : null}
      {ending === null ? null : (
        <ReasonDialog
          title={t('common.of', { what: t('account.endGrant'), name: say(ending.title) })}
          confirm={t('account.endGrant')}
          danger
          verb="endGrant"
          input={(reason) => ({ accountId: account.id, grantId: ending.id, reason })}
          close={() => setEnding(null)}
        />
      )}
    </Panel>
  )
}

function Sessions({ accountId }: { accountId: string }): ReactElement {
  const t = useT()
  const may = useMay()
  const sessions = useRead('listSessions', { accountId })
  const end = useAct('endSessions')
  const onEnd = may('endSessions')
    ? { onEnd: (sessionId: string) => end.mutate({ input: { accountId, sessionId } }) }
    : {}
  return (
    <Panel
      title={t('account.sessions')}
      extra={
        may('endSessions') && (sessions.data?.rows.length ?? 0) > 0 ? (
          <button
            type="button"
            className="button"
            onClick={() => end.mutate({ input: { accountId } })}
          >
            {t('account.endSessions')}
          </button>
        ) : undefined
      }
    >
      {end.error === null ? null : <Refused error={end.error} write />}
      <Loaded read={sessions}>
        {(data) =>
          data.rows.length === 0 ? (
            <p className="muted">{t('account.noSessions')}</p>
          ) : (
            <SessionTable rows={data.rows} {...onEnd} />
          )
        }
      </Loaded>
    </Panel>
  )
}
