import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/help.ts'
import { say } from '../../locale/translate.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/page.tsx'
import { Loaded } from '../../ui/state.tsx'
import { RefusedRest, useWrite } from '../registry/write-dialog.tsx'
import type { FaultBook } from '../registry/use-trial.ts'
import { type Channel, CHANNEL_TITLES, CLASS_WORDS, optionsOf, REACH_WORDS } from './words.ts'

type Read = Out<'readHelpRules'>
type Rule = Read['rules']

/** Whom each channel must reach, within how many days; a change is a new version with its ground. */
export function Rules(): ReactElement {
  const read = useRead('readHelpRules', {})
  return <Loaded read={read}>{(data) => <Form key={data.version} data={data} />}</Loaded>
}

const CHANNELS: readonly Channel[] = ['county_leader', 'town_leader', 'department', 'enterprise']

const days = (text: string): number => Number(text.replaceAll(/\D/g, '').slice(0, 3))

interface Part {
  readonly rules: Rule
  readonly set: (rules: Rule) => void
}

function ChannelLines({ rules, set, faults }: Part & { faults: FaultBook }): ReactElement {
  const t = useT()
  return (
    <>
      {CHANNELS.map((channel) => (
        <div key={channel} className="rules-line">
          <strong>{say(CHANNEL_TITLES[channel])}</strong>
          <SelectField
            label={t('rules.reach')}
            value={rules.reach[channel]}
            options={optionsOf(REACH_WORDS, say)}
            onChange={(value) =>
              set({ ...rules, reach: { ...rules.reach, [channel]: value } as Rule['reach'] })
            }
          />
          <TextField
            label={t('rules.visitDays')}
            inputMode="numeric"
            value={String(rules.visitDays[channel])}
            error={faults.at(channel)}
            onChange={(text) =>
              set({ ...rules, visitDays: { ...rules.visitDays, [channel]: days(text) } })
            }
          />
        </div>
      ))}
    </>
  )
}

function Supported({ rules, set }: Part): ReactElement {
  const t = useT()
  return (
    <fieldset className="choice">
      <legend>{t('rules.supported')}</legend>
      <div className="row">
        {optionsOf(CLASS_WORDS, say).map(({ value, label }) => (
          <label key={value} className="check">
            <input
              type="checkbox"
              checked={rules.supported.includes(value)}
              onChange={(event) =>
                set({
                  ...rules,
                  supported: event.target.checked
                    ? [...rules.supported, value]
                    : rules.supported.filter((one) => one !== value),
                })
              }
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Form({ data }: { data: Read }): ReactElement {
  const t = useT()
  const may = useMay()
  const me = useMe()
  const [rules, setRules] = useState<Rule>(data.rules)
  const [validFrom, setFrom] = useState<string>(me.clock.today)
  const [reason, setReason] = useState('')
  const writes = may('saveHelpRules') && ownUnit(me)?.kind === 'county'
  const changed = JSON.stringify(rules) !== JSON.stringify(data.rules)
  const write = useWrite({
    verb: 'saveHelpRules',
    input: changed && reason.trim() !== '' ? { rules, validFrom, reason: reason.trim() } : null,
    onDone: () => setReason(''),
  })
  return (
    <Panel
      title={t('help.tabRules')}
      hint={
        data.version === 0
          ? t('rules.shipped')
          : t('rules.version', { n: data.version, day: data.validFrom ?? '', reason: data.reason })
      }
    >
      <fieldset className="rules-form" disabled={!writes}>
        <ChannelLines rules={rules} set={setRules} faults={write.faults} />
        <Supported rules={rules} set={setRules} />
        <TextField
          label={t('rules.answerDays')}
          inputMode="numeric"
          value={String(rules.answerDays)}
          error={write.faults.at('answerDays')}
          onChange={(text) => setRules({ ...rules, answerDays: days(text) })}
        />
        {writes ? (
          <>
            <div className="columns-2">
              <DayField label={t('rules.validFrom')} value={validFrom} onChange={setFrom} />
              <TextField label={t('rules.reason')} value={reason} onChange={setReason} />
            </div>
            <RefusedRest error={write.error} faults={write.faults} />
            <div>
              <button
                type="button"
                className="button button-primary"
                disabled={!write.ready}
                onClick={write.submit}
              >
                {t('rules.save')}
              </button>
            </div>
          </>
        ) : null}
      </fieldset>
    </Panel>
  )
}
