import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/founding.ts'
import { asWritten, say, useLanguage } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { useMe } from '../../session.tsx'
import { DayField, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { showYuan } from '../../ui/figures.tsx'
import { Notice } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { FeasibilityForm } from './feasibility-form.tsx'
import { ProjectFields, type ProjectTyped } from './project-fields.tsx'
import { optionsOf, ORIGIN_WORDS } from './words.ts'

type Project = Out<'readFounding'>
export type Act =
  | 'change'
  | 'discussions'
  | 'coop'
  | 'feasibility'
  | 'licence'
  | 'register'
  | 'pay'
  | 'issue'
  | 'books'

export interface ActProps {
  readonly project: Project
  readonly close: () => void
}

/** The dialog of what was asked for; every one shows what the server would say while it is filled in. */
export function ProjectDialog({ act, ...props }: ActProps & { act: Act }): ReactElement | null {
  switch (act) {
    case 'change':
      return <Change {...props} />
    case 'discussions':
      return <Discussions {...props} />
    case 'coop':
      return <RegisterCoop {...props} />
    case 'feasibility':
      return <FeasibilityForm {...props} />
    case 'licence':
      return <Licence {...props} />
    case 'register':
      return <OpenRegister {...props} />
    case 'pay':
      return <PayAll {...props} />
    case 'issue':
      return <Issue {...props} />
    case 'books':
      return <OpenBooks {...props} />
  }
}

const nothing = (): void => undefined

function Change({ project, close }: ActProps): ReactElement {
  const t = useT()
  const [typed, setTyped] = useState<ProjectTyped>({
    name: project.name,
    kind: project.mainKind,
    industry: project.industry?.code ?? '',
  })
  const { kind, industry } = typed
  const name = typed.name.trim()
  return (
    <WriteDialog
      title={t('project.edit')}
      confirm={t('common.save')}
      verb="changeFounding"
      input={
        name === ''
          ? null
          : {
              projectId: project.projectId,
              name,
              mainKind: kind,
              industry: industry === '' ? null : industry,
            }
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => <ProjectFields typed={typed} faults={faults} onChange={setTyped} />}
    </WriteDialog>
  )
}

function Discussions({ project, close }: ActProps): ReactElement {
  const t = useT()
  useLanguage()
  const [origin, setOrigin] = useState<In<'startDiscussions'>['origin']>('cadres')
  const [content, setContent] = useState(t('discuss.contentFrom', { name: project.name }))
  const [amount, setAmount] = useState('')
  return (
    <WriteDialog
      title={t('project.discussionStart')}
      confirm={t('start.confirm')}
      verb="startDiscussions"
      input={
        content.trim() === ''
          ? null
          : {
              projectId: project.projectId,
              origin,
              content: content.trim(),
              ...(amount.trim() === '' ? {} : { amount: amount.trim() }),
            }
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <p className="muted">{t('project.discussionHint')}</p>
          <SelectField
            label={t('discuss.origin')}
            value={origin}
            options={optionsOf(ORIGIN_WORDS, say)}
            onChange={(value) => setOrigin(value as typeof origin)}
          />
          <TextArea
            label={t('discuss.content')}
            rows={4}
            value={content}
            error={faults.at('content')}
            onChange={setContent}
          />
          <TextField
            label={t('discuss.amount')}
            inputMode="decimal"
            value={amount}
            error={faults.at('amount')}
            onChange={setAmount}
          />
        </>
      )}
    </WriteDialog>
  )
}

function RegisterCoop({ project, close }: ActProps): ReactElement {
  const t = useT()
  const village = useRead('readVillage', { villageId: project.village.id })
  const [branch, setBranch] = useState('')
  const [collective, setCollective] = useState<string | null>(null)
  const [scope, setScope] = useState('')
  const [address, setAddress] = useState('')
  const branches = village.data?.branches ?? []
  const collectives = village.data?.collectives ?? []
  const branchId = branch === '' ? branches[0]?.id : branch
  const collectiveId = collective === null ? collectives[0]?.id : collective
  return (
    <WriteDialog
      title={t('project.coopRegister')}
      confirm={t('common.save')}
      verb="registerProjectCoop"
      input={
        branchId === undefined
          ? null
          : {
              projectId: project.projectId,
              branchId,
              ...(collectiveId === undefined || collectiveId === '' ? {} : { collectiveId }),
              businessScope: scope,
              address,
            }
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          {village.data === undefined ? <Skeleton lines={2} /> : null}
          {village.data !== undefined && branches.length === 0 ? (
            <Notice tone="depends">{t('prep.noBranch')}</Notice>
          ) : null}
          <SelectField
            label={t('prep.branch')}
            value={branchId ?? ''}
            options={branches.map((one) => ({ value: one.id, label: asWritten(one.name) }))}
            onChange={setBranch}
          />
          <SelectField
            label={t('prep.collective')}
            value={collectiveId ?? ''}
            placeholder={t('prep.none')}
            options={collectives.map((one) => ({ value: one.id, label: asWritten(one.name) }))}
            onChange={setCollective}
          />
          <TextArea
            label={t('prep.scope')}
            rows={2}
            value={scope}
            error={faults.at('businessScope')}
            onChange={setScope}
          />
          <TextField
            label={t('prep.address')}
            value={address}
            error={faults.at('address')}
            onChange={setAddress}
          />
        </>
      )}
    </WriteDialog>
  )
}

function Licence({ project, close }: ActProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [code, setCode] = useState('')
  const [on, setOn] = useState<string>(clock.today)
  const [registrar, setRegistrar] = useState('')
  const [chair, setChair] = useState('')
  const ready = code.trim() !== '' && registrar.trim() !== '' && on !== ''
  return (
    <WriteDialog
      title={t('project.licence')}
      confirm={t('common.save')}
      verb="recordLicence"
      input={
        ready
          ? {
              projectId: project.projectId,
              creditCode: code.trim(),
              licensedOn: on,
              registrar: registrar.trim(),
              ...(chair.trim() === '' ? {} : { chairName: chair.trim() }),
            }
          : null
      }
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <TextField
            label={t('licence.code')}
            value={code}
            error={faults.at('creditCode')}
            onChange={setCode}
          />
          <DayField label={t('licence.on')} value={on} max={clock.today} onChange={setOn} />
          <TextField
            label={t('licence.registrar')}
            value={registrar}
            error={faults.at('registrar')}
            onChange={setRegistrar}
          />
          <TextField
            label={t('licence.chair')}
            value={chair}
            error={faults.at('chairName')}
            onChange={setChair}
          />
        </>
      )}
    </WriteDialog>
  )
}

function OpenRegister({ project, close }: ActProps): ReactElement {
  const t = useT()
  return (
    <WriteDialog
      title={t('project.openRegister')}
      confirm={t('project.openRegister')}
      verb="openPlannedRegister"
      input={{ projectId: project.projectId }}
      close={close}
      onDone={nothing}
    >
      {() => <p>{t('project.openRegisterSure')}</p>}
    </WriteDialog>
  )
}

/** Every promise of the register becomes a payment of the day given. */
function PayAll({ project, close }: ActProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [on, setOn] = useState<string>(clock.today)
  const coopId = project.coop?.id ?? ''
  const register = useRead('readRegister', { coopId })
  const changes = (register.data?.rows ?? []).flatMap((row) =>
    row.contributions
      .filter(({ promised }) => promised !== '0.00')
      .map(({ form, promised }) => ({
        kind: 'payment' as const,
        holder: row.holderId,
        form,
        amount: promised,
      })),
  )
  return (
    <WriteDialog
      title={t('project.payAll')}
      confirm={t('common.save')}
      verb="recordChanges"
      input={changes.length === 0 || on === '' ? null : { coopId, on, changes }}
      close={close}
      onDone={nothing}
    >
      {() => (
        <>
          {register.data === undefined ? (
            <Skeleton lines={2} />
          ) : (
            <p>
              {t('project.paySure', {
                n: changes.length,
                amount: showYuan(register.data.totals.promised) ?? '',
              })}
            </p>
          )}
          <DayField label={t('project.payOn')} value={on} max={clock.today} onChange={setOn} />
        </>
      )}
    </WriteDialog>
  )
}

function Issue({ project, close }: ActProps): ReactElement {
  const t = useT()
  return (
    <WriteDialog
      title={t('project.issue')}
      confirm={t('project.issue')}
      verb="issueCertificates"
      input={{ coopId: project.coop?.id ?? '' }}
      close={close}
      onDone={nothing}
    >
      {() => <p>{t('project.issueSure')}</p>}
    </WriteDialog>
  )
}

/** Books whose opening balances are what was paid. */
function OpenBooks({ project, close }: ActProps): ReactElement {
  const t = useT()
  const { clock } = useMe()
  const [month, setMonth] = useState(clock.today.slice(0, 7))
  const period = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? Number(month.replace('-', '')) : null
  return (
    <WriteDialog
      title={t('project.books')}
      confirm={t('project.books')}
      verb="openProjectBooks"
      input={period === null ? null : { projectId: project.projectId, openedPeriod: period }}
      close={close}
      onDone={nothing}
    >
      {(faults) => (
        <>
          <p>
            {t('project.booksSure', { amount: showYuan(project.coop?.register?.paid ?? '') ?? '' })}
          </p>
          <TextField
            label={t('project.booksFrom')}
            value={month}
            error={faults.at('openedPeriod')}
            onChange={setMonth}
          />
        </>
      )}
    </WriteDialog>
  )
}
