import { useParams } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { download, type Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Notice, PageHead, Panel, Tag } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { RefusedRest, useWrite, WriteDialog } from '../registry/write-dialog.tsx'
import { givenOf, typedOf } from './account-draft.ts'
import { AccountForm } from './account-form.tsx'
import { Outcome, Reckoning } from './reckoning.tsx'
import { SheetDialog, SignedLink } from './sheet-dialog.tsx'
import './founding.css'

type Read = Out<'readAccounts'>

/** Three accounts with one household: typed left, reckoned right, kept and signed below. */
export default function AccountsPage(): ReactElement {
  const { projectId = '', householdId = '' } = useParams({ strict: false }) as {
    projectId?: string
    householdId?: string
  }
  const read = useRead('readAccounts', { projectId, householdId })
  return (
    <div className="page">
      <Loaded read={read}>
        {(data) => (
          <Content
            key={data.kept[0]?.id ?? 'new'}
            projectId={projectId}
            householdId={householdId}
            read={data}
          />
        )}
      </Loaded>
    </div>
  )
}

interface ContentProps {
  readonly projectId: string
  readonly householdId: string
  readonly read: Read
}

function Content({ projectId, householdId, read }: ContentProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [typed, setTyped] = useState(() => typedOf(read, Number(clock.today.slice(0, 4))))
  const given = givenOf(typed)
  const write = useWrite({
    verb: 'keepAccount',
    input: given === null ? null : { projectId, householdId, given },
    onDone: () => undefined,
  })
  const result = write.trial.data?.result ?? read.kept[0]?.result ?? null
  return (
    <div onKeyDown={write.onKeyDown}>
      <PageHead
        title={t('acc.titleOf', { name: asWritten(read.household.headName) })}
        trail={[
          {
            key: 'project',
            node: <Go to={paths.founding(projectId)}>{asWritten(read.project)}</Go>,
          },
          {
            key: 'mob',
            node: <Go to={paths.mobilisation(projectId)}>{t('mob.title')}</Go>,
          },
        ]}
        sentence={
          result === null
            ? t('acc.sentenceNone')
            : t('acc.sentence', {
                year: showYuan(result.cases.middle.year) ?? '',
                now: showYuan(result.present.total) ?? '',
              })
        }
        actions={
          <button
            type="button"
            className="button button-primary"
            disabled={!write.ready}
            onClick={write.submit}
          >
            {t('acc.keep')}
          </button>
        }
      />
      <Notice tone="info">{say(read.disclaimer)}</Notice>
      <div className="founding-columns">
        <AccountForm typed={typed} faults={write.faults} onChange={setTyped} />
        <div className="stack">
          <Panel title={t('acc.result')}>
            {given === null ? <p className="muted">{t('acc.wrong')}</p> : null}
            <RefusedRest error={write.error} faults={write.faults} />
            {result === null ? null : <Reckoning result={result} years={Number(typed.years)} />}
          </Panel>
          <Kept projectId={projectId} read={read} />
          {read.outcome.length === 0 ? null : <Outcome outcome={read.outcome} />}
        </div>
      </div>
    </div>
  )
}

/** The sheet in large type, and as a file to be worked on. */
function Prints(of: { projectId: string; accountId: string }): ReactElement {
  const t = useT()
  return (
    <>
      {(['pdf', 'docx'] as const).map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          onClick={() => void download('printAccount', { ...of, format })}
        >
          {t(format === 'pdf' ? 'acc.print' : 'project.word')}
        </button>
      ))}
    </>
  )
}

function Kept({ projectId, read }: { projectId: string; read: Read }): ReactElement | null {
  const t = useT()
  const { clock } = useMe()
  const [signing, setSigning] = useState<string | null>(null)
  const [returned, setReturned] = useState<string | null>(null)
  const [on, setOn] = useState<string>(clock.today)
  if (read.kept.length === 0) return null
  return (
    <Panel title={t('acc.kept')}>
      <ul className="plain-list paper-list">
        {read.kept.map((one) => (
          <li key={one.id}>
            <span>
              {t('acc.keptOn', { day: one.reckonedOn, by: one.recordedBy })}{' '}
              {one.signedOn === null ? null : (
                <Tag tone="pass">{t('acc.signed', { day: one.signedOn })}</Tag>
              )}
            </span>
            <span className="row">
              <Prints projectId={projectId} accountId={one.id} />
              {one.paper ? (
                <SignedLink projectId={projectId} kind="account" sheetId={one.id} />
              ) : (
                <button type="button" className="button" onClick={() => setReturned(one.serial)}>
                  {t('mob.sheet')}
                </button>
              )}
              {one.signedOn === null ? (
                <button type="button" className="button" onClick={() => setSigning(one.id)}>
                  {t('acc.sign')}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {returned === null ? null : (
        <SheetDialog projectId={projectId} serial={returned} close={() => setReturned(null)} />
      )}
      {signing === null ? null : (
        <WriteDialog
          title={t('acc.sign')}
          confirm={t('common.save')}
          verb="signAccount"
          input={on === '' ? null : { projectId, accountId: signing, on }}
          close={() => setSigning(null)}
          onDone={() => undefined}
        >
          {() => <DayField label={t('acc.signOn')} value={on} max={clock.today} onChange={setOn} />}
        </WriteDialog>
      )}
    </Panel>
  )
}
