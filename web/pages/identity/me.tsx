import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { say } from '../../locale/translate.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { showInstant } from '../../ui/figures.tsx'
import { PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'
import { Substitutes } from '../approvals/substitutes.tsx'
import { MailForm } from './mail-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor.tsx'
import { SessionTable } from './session-table.tsx'

/** Own account: roles, password, second factor, sessions. */
export default function MyAccount(): ReactElement {
  const t = useT()
  const me = useMe()
  const may = useMay()
  return (
    <div className="page">
      <PageHead
        title={t('me.title')}
        sentence={t('me.sentence', {
          name: me.account.displayName,
          n: me.grants.length,
          since: showInstant(me.session.createdAt),
          minutes: me.session.idleMinutes,
        })}
      />
      <Panel title={t('me.roles')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('me.role')}</th>
              <th scope="col">{t('me.unit')}</th>
              <th scope="col">{t('common.status')}</th>
            </tr>
          </thead>
          <tbody>
            {me.grants.map((grant) => (
              <tr key={grant.id}>
                <th scope="row">{say(grant.title)}</th>
                <td>{grant.unit?.name ?? '—'}</td>
                <td>
                  {grant.active ? (
                    <Tag tone="pass">{t('me.active')}</Tag>
                  ) : (
                    <Tag tone="depends">{t('me.waiting')}</Tag>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      <div className="columns-2">
        <Panel title={t('me.factor')}>
          <SecondFactor />
        </Panel>
        <Panel title={t('me.password')}>
          <PasswordForm />
        </Panel>
      </div>
      {me.mailServer ? (
        <Panel title={t('me.mail')}>
          <MailForm />
        </Panel>
      ) : null}
      {may('signStep') ? <Substitutes /> : null}
      <OwnSessions />
    </div>
  )
}

function OwnSessions(): ReactElement {
  const t = useT()
  const sessions = useRead('listOwnSessions', {})
  const end = useAct('endOwnSessions')
  return (
    <Panel
      title={t('me.sessions')}
      extra={
        <button
          type="button"
          className="button"
          disabled={end.isPending || (sessions.data?.rows.length ?? 0) < 2}
          onClick={() => end.mutate({ input: {} })}
        >
          {t('me.endOthers')}
        </button>
      }
    >
      {end.error === null ? null : <Refused error={end.error} write />}
      <Loaded read={sessions}>
        {(data) => (
          <SessionTable
            rows={data.rows}
            onEnd={(sessionId) => end.mutate({ input: { sessionId } })}
          />
        )}
      </Loaded>
    </Panel>
  )
}
