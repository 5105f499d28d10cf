import { type ReactElement, useState } from 'react'
import type { In, Out } from '../../api.ts'
import { useT } from '../../locale/development.ts'
import { asWritten, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { useMay, useMe } from '../../session.tsx'
import { DayField, SelectField, TextField } from '../../ui/field.tsx'
import { Panel, Tag } from '../../ui/page.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { WriteDialog } from '../registry/write-dialog.tsx'
import { CLASS_WORDS } from './words.ts'

type Campaign = Out<'listClassCampaigns'>['campaigns'][number]

/** Campaigns: a cohort, the class each held at the baseline, a day of ending, and who moved. */
export function Campaigns(): ReactElement {
  const t = useT()
  const may = useMay()
  const list = useRead('listClassCampaigns', {})
  const [starting, setStarting] = useState(false)
  const [closing, setClosing] = useState<Campaign | null>(null)
  const start = may('startClassCampaign') ? (
    <button type="button" className="button button-primary" onClick={() => setStarting(true)}>
      {t('campaign.start')}
    </button>
  ) : null
  return (
    <div className="stack">
      {start === null ? null : <div className="row">{start}</div>}
      <Loaded read={list} lines={5}>
        {({ campaigns }) =>
          campaigns.length === 0 ? (
            <Empty title={t('campaign.none')} hint={t('campaign.startHint')} />
          ) : (
            <>
              {campaigns.map((campaign) => (
                <CampaignPanel
                  key={campaign.campaignId}
                  campaign={campaign}
                  {...(may('closeClassCampaign') ? { onClose: () => setClosing(campaign) } : {})}
                />
              ))}
            </>
          )
        }
      </Loaded>
      {starting ? <StartCampaign close={() => setStarting(false)} /> : null}
      {closing === null ? null : (
        <ReasonDialog
          title={t('campaign.close')}
          confirm={t('campaign.close')}
          verb="closeClassCampaign"
          input={(note) => ({ campaignId: closing.campaignId, note })}
          close={() => setClosing(null)}
        >
          <p>{t('campaign.closeNote')}</p>
        </ReasonDialog>
      )}
    </div>
  )
}

function Left({ campaign }: { campaign: Campaign }): ReactElement {
  const t = useT()
  const { closedOn, closeNote, daysLeft } = campaign
  if (closedOn !== null) {
    return <Tag>{t('campaign.closed', { on: closedOn, note: asWritten(closeNote ?? '') })}</Tag>
  }
  return daysLeft >= 0 ? (
    <Tag tone="accent">{t('campaign.left', { n: daysLeft })}</Tag>
  ) : (
    <Tag tone="fail">{t('campaign.over', { n: -daysLeft })}</Tag>
  )
}

function CampaignPanel(props: { campaign: Campaign; onClose?: () => void }): ReactElement {
  const t = useT()
  const [, change] = useUrl()
  const { campaign, onClose } = props
  const span = t('campaign.span', {
    cohort: t(`class.cohort.${campaign.cohort}`),
    n: campaign.coops.length,
    from: campaign.baselineOn,
    to: campaign.endsOn,
  })
  return (
    <Panel
      title={asWritten(campaign.title)}
      hint={`${span} · ${asWritten(campaign.document)}`}
      extra={
        <span className="row">
          <Left campaign={campaign} />
          <button
            type="button"
            className="button"
            onClick={() => change({ tab: undefined, campaignId: campaign.campaignId })}
          >
            {t('class.tab.proposals')}
          </button>
          {campaign.closedOn === null && onClose !== undefined ? (
            <button type="button" className="button" onClick={onClose}>
              {t('campaign.close')}
            </button>
          ) : null}
        </span>
      }
    >
      <p>
        {t('campaign.moved', {
          ...campaign,
          planned: campaign.coops.filter(({ planned }) => planned).length,
        })}
      </p>
      <details>
        <summary>{t('campaign.list')}</summary>
        <CoopTable coops={campaign.coops} />
      </details>
    </Panel>
  )
}

function CoopTable({ coops }: { coops: Campaign['coops'] }): ReactElement {
  const t = useT()
  const shown = (of: Campaign['coops'][number]['now']): string =>
    of === null ? t('class.none') : say(CLASS_WORDS[of])
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('campaign.list')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('common.coop')}</th>
            <th scope="col">{t('common.town')}</th>
            <th scope="col">{t('campaign.before')}</th>
            <th scope="col">{t('campaign.now')}</th>
            <th scope="col">{t('campaign.planned')}</th>
          </tr>
        </thead>
        <tbody>
          {coops.map((coop) => (
            <tr key={coop.id}>
              <th scope="row">
                <Go to={paths.coop(coop.id, { tab: 'development' })}>{coop.name}</Go>
              </th>
              <td>{coop.town}</td>
              <td>{shown(coop.before)}</td>
              <td>
                {coop.before === coop.now ? shown(coop.now) : <strong>{shown(coop.now)}</strong>}
              </td>
              <td>{coop.planned ? t('common.yes') : t('common.no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function StartCampaign({ close }: { close: () => void }): ReactElement {
  const t = useT()
  const me = useMe()
  const [title, setTitle] = useState('')
  const [cohort, setCohort] = useState<In<'startClassCampaign'>['cohort']>('before')
  const [baselineOn, setBaseline] = useState<string>(me.clock.today)
  const [endsOn, setEnds] = useState('')
  const [document, setDocument] = useState('')
  const empty = [title, baselineOn, endsOn, document].some((value) => value.trim() === '')
  return (
    <WriteDialog
      verb="startClassCampaign"
      title={t('campaign.start')}
      confirm={t('campaign.start')}
      input={
        empty
          ? null
          : { title: title.trim(), cohort, baselineOn, endsOn, document: document.trim() }
      }
      close={close}
      onDone={() => undefined}
      preview={(answer) => <p className="muted">{t('class.confirmCount', { n: answer.coops })}</p>}
    >
      {(faults) => (
        <>
          <p className="muted small">{t('campaign.startHint')}</p>
          <TextField
            label={t('campaign.name')}
            value={title}
            required
            error={faults.at('title')}
            onChange={setTitle}
          />
          <SelectField
            label={t('class.cohort')}
            value={cohort}
            onChange={(value) => setCohort(value as typeof cohort)}
            options={(['before', 'after', 'all'] as const).map((value) => ({
              value,
              label: t(`class.cohort.${value}`),
            }))}
          />
          <div className="columns-2">
            <DayField
              label={t('campaign.baseline')}
              value={baselineOn}
              max={me.clock.today}
              onChange={setBaseline}
            />
            <DayField label={t('campaign.ends')} value={endsOn} onChange={setEnds} />
          </div>
          <TextField
            label={t('class.document')}
            value={document}
            required
            error={faults.at('document')}
            onChange={setDocument}
          />
        </>
      )}
    </WriteDialog>
  )
}
