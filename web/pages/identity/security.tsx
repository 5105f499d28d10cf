import { type FormEvent, type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/desk.ts'
import { useAct, useRead } from '../../query.ts'
import { useMay } from '../../session.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Facts, Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Loaded, Refused } from '../../ui/state.tsx'

type Settings = Out<'readSecuritySettings'>

/** The county's security policy: what may be changed, and what is fixed. */
export default function Security(): ReactElement {
  const t = useT()
  const may = useMay()
  const settings = useRead('readSecuritySettings', {})
  return (
    <div className="page">
      <Loaded read={settings}>
        {(data) => (
          <>
            <PageHead
              title={t('security.title')}
              sentence={t('security.sentence', {
                factor: t(data.secondFactor ? 'security.factorOn' : 'security.factorOff'),
                min: data.passwordMin,
                failures: data.failuresToLock,
                minutes: data.lockMinutes,
              })}
            />
            <div className="columns-2">
              {may('changeSecuritySettings') ? (
                <Adjustable key={JSON.stringify(data)} settings={data} />
              ) : (
                <Adjusted settings={data} />
              )}
              <Panel title={t('security.fixed')}>
                <Facts
                  facts={[
                    {
                      label: t('security.idle'),
                      value: t('security.minutes', { n: data.idleMinutes }),
                    },
                    {
                      label: t('security.hours'),
                      value: t('security.hoursValue', { n: data.sessionHours }),
                    },
                    {
                      label: t('security.lock'),
                      value: t('security.lockValue', {
                        n: data.failuresToLock,
                        minutes: data.lockMinutes,
                      }),
                    },
                  ]}
                />
              </Panel>
            </div>
          </>
        )}
      </Loaded>
      {may('backup') ? <Backup /> : null}
    </div>
  )
}

/** A backup of the whole installation, now; the file stays on the server. */
function Backup(): ReactElement {
  const t = useT()
  const act = useAct('backup')
  return (
    <Panel title={t('security.backup')} hint={t('security.backupHint')}>
      <div className="stack">
        <div>
          <button
            type="button"
            className="button"
            disabled={act.isPending}
            onClick={() => act.mutate({ input: {} })}
          >
            {t(act.isPending ? 'security.backupRunning' : 'security.backupNow')}
          </button>
        </div>
        {act.error === null ? null : <Refused error={act.error} />}
        {act.data === undefined ? null : (
          <Notice tone="pass">
            {t('security.backupDone', { file: act.data.file, rows: act.data.rows })}
          </Notice>
        )}
      </div>
    </Panel>
  )
}

/** The same for those who may only look. */
function Adjusted({ settings }: { settings: Settings }): ReactElement {
  const t = useT()
  return (
    <Panel title={t('security.adjustable')}>
      <Facts
        facts={[
          {
            label: t('security.factor'),
            value: t(settings.secondFactor ? 'common.yes' : 'common.no'),
          },
          { label: t('security.passwordMin'), value: settings.passwordMin },
          { label: t('security.passwordMaxDays'), value: settings.passwordMaxDays },
        ]}
      />
    </Panel>
  )
}

function Adjustable({ settings }: { settings: Settings }): ReactElement {
  const t = useT()
  const act = useAct('changeSecuritySettings')
  const [secondFactor, setFactor] = useState(settings.secondFactor)
  const [passwordMin, setMin] = useState(String(settings.passwordMin))
  const [passwordMaxDays, setDays] = useState(String(settings.passwordMaxDays))
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    act.mutate({
      input: {
        secondFactor,
        passwordMin: Number(passwordMin),
        passwordMaxDays: Number(passwordMaxDays),
        reason,
      },
    })
  }
  return (
    <Panel title={t('security.adjustable')}>
      <form className="stack" onSubmit={submit}>
        <label className="check">
          <input
            type="checkbox"
            checked={secondFactor}
            onChange={(event) => setFactor(event.target.checked)}
          />
          {t('security.factor')}
        </label>
        <TextField
          label={t('security.passwordMin')}
          type="number"
          min={10}
          max={64}
          value={passwordMin}
          onChange={setMin}
        />
        <TextField
          label={t('security.passwordMaxDays')}
          type="number"
          min={0}
          max={730}
          value={passwordMaxDays}
          onChange={setDays}
        />
        <TextArea label={t('common.reason')} value={reason} onChange={setReason} rows={2} />
        <Outcome error={act.error} done={act.data !== undefined} />
        <div>
          <button
            type="submit"
            className="button button-primary"
            disabled={act.isPending || reason.trim() === ''}
          >
            {t('security.save')}
          </button>
        </div>
      </form>
    </Panel>
  )
}

function Outcome(props: { error: unknown; done: boolean }): ReactElement | null {
  const t = useT()
  if (props.error !== null) return <Refused error={props.error} write />
  return props.done ? <Notice tone="pass">{t('common.done')}</Notice> : null
}
