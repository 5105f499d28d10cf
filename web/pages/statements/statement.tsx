import type { ReactElement } from 'react'
import { useT } from '../../locale/statements.ts'
import { say } from '../../locale/translate.ts'
import { useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { showYuan } from '../../ui/figures.tsx'
import { TabPanel, Tabs, Tag } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import type { Out } from '../../api.ts'
import { BookFrame, useCoopId } from '../ledger/book-frame.tsx'
import { BalanceSheetForm, type DoorOf, EquityForm, SurplusForm } from './forms.tsx'
import { IncomeForm, MemberAccountForm, MemberChoice, TrialBalanceForm } from './more-forms.tsx'
import { NotesPart } from './notes-part.tsx'
import { Papers, PeriodPicker, usePeriod } from './parts.tsx'
import { TieStrip } from './tie-strip.tsx'
import { bookSpan, type Form, FORM_WORDS, FORMS } from './words.ts'

type Statements = Out<'statements'>

/** The statements of one co-op: how they stand and tie, then the form, every figure a door into the ledger. */
export default function StatementPage(): ReactElement {
  const t = useT()
  const coopId = useCoopId()
  const [search, change] = useUrl()
  const period = usePeriod()
  const form = FORMS.find((one) => one === search['form']) ?? '01'
  const memberId = form === 'member-account' ? search['memberId'] : undefined
  const whole = useRead('statements', { coop: coopId, period })
  const ready = form !== 'member-account' || memberId !== undefined
  return (
    <BookFrame
      place="statements"
      wide
      title={t('st.title')}
      marks={
        whole.data === undefined ? null : (
          <Tag tone={whole.data.standing.closed ? 'pass' : 'depends'}>
            {t(whole.data.standing.closed ? 'st.closed' : 'st.open')}
          </Tag>
        )
      }
      sentence={() => (whole.data === undefined ? '…' : <Sentence data={whole.data} />)}
      actions={
        ready ? (
          <Papers
            verb="statementFile"
            input={{ coopId, form, period, ...(memberId === undefined ? {} : { memberId }) }}
          />
        ) : undefined
      }
    >
      {() => (
        <>
          <div className="data-bar no-print">
            <div className="data-filters">
              <PeriodPicker />
              {form === 'member-account' ? <MemberChoice coopId={coopId} /> : null}
            </div>
          </div>
          <Loaded read={whole} lines={4}>
            {(data) => <TieStrip findings={data.findings} />}
          </Loaded>
          <Tabs
            label={t('st.forms')}
            current={form}
            onChange={(next) => change({ form: next, accounts: undefined, name: undefined })}
            tabs={FORMS.map((key) => ({ key, label: say(FORM_WORDS[key]) }))}
          />
          <TabPanel tab={form}>
            {ready ? (
              <FormBody coopId={coopId} form={form} period={period} whole={whole} />
            ) : (
              <Empty title={t('st.memberFirst')} hint={t('st.memberHint')} />
            )}
          </TabPanel>
        </>
      )}
    </BookFrame>
  )
}

function Sentence({ data }: { data: Statements }): ReactElement {
  const t = useT()
  const sheet = (row: number): string =>
    showYuan(data.balanceSheet.rows.find((each) => each.row === row)?.closing ?? '0') ?? ''
  const surplus = data.surplus.rows.find((each) => each.row === 12)?.current ?? '0'
  return (
    <>
      {t('st.current', {
        name: say(data.standing.name),
        assets: sheet(22),
        debts: sheet(35),
        equity: sheet(41),
        surplus: showYuan(surplus) ?? '',
      })}
    </>
  )
}

interface BodyProps {
  readonly coopId: string
  readonly form: Form
  readonly period: string
  readonly whole: Parameters<typeof Loaded<Statements>>[0]['read']
}

/** One account opens its ledger; several open the trial balance with them alone. */
export const ledgerDoor =
  (coopId: string, period: string): DoorOf =>
  ({ name, accounts }) => {
    const [only] = accounts
    if (only === undefined) return undefined
    return accounts.length === 1
      ? paths.ledgerPage(coopId, { account: only, ...bookSpan(period) })
      : paths.statements(coopId, {
          form: 'trial-balance',
          period,
          accounts: accounts.join(','),
          name,
        })
  }

function FormBody(props: BodyProps): ReactElement {
  const t = useT()
  const { coopId, form, period, whole } = props
  const [search] = useUrl()
  const here = search['row'] === undefined ? undefined : Number(search['row'])
  const doorOf = ledgerDoor(coopId, period)
  if (form !== '01' && form !== '02' && form !== '03') {
    return <OtherForm coopId={coopId} form={form} period={period} />
  }
  return (
    <Loaded read={whole} lines={14}>
      {(data) => (
        <>
          {form === '01' ? (
            <BalanceSheetForm sheet={data.balanceSheet} doorOf={doorOf} here={here} />
          ) : form === '02' ? (
            <SurplusForm sheet={data.surplus} doorOf={doorOf} here={here} />
          ) : (
            <EquityForm sheet={data.equity} doorOf={doorOf} here={here} />
          )}
          <p className="muted small">{t('st.unit')}</p>
        </>
      )}
    </Loaded>
  )
}

function OtherForm(props: { coopId: string; form: Form; period: string }): ReactElement {
  const { coopId, form, period } = props
  const [search] = useUrl()
  const read = useRead(
    'readStatement',
    { coopId, form, period, memberId: form === 'member-account' ? search['memberId'] : undefined },
    { keep: false },
  )
  return (
    <Loaded read={read} lines={12}>
      {({ statement }) => {
        switch (statement.form) {
          case 'notes':
            return <NotesPart coopId={coopId} period={period} items={statement.items} />
          case 'trial-balance':
            return <TrialBalanceForm coopId={coopId} period={period} sheet={statement.sheet} />
          case 'income':
            return <IncomeForm income={statement.income} />
          case 'member-account':
            return <MemberAccountForm coopId={coopId} account={statement.account} />
          case '01':
          case '02':
          case '03':
            return null
        }
      }}
    </Loaded>
  )
}
