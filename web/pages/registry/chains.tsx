import { type ReactElement, useState } from 'react'
import type { Out } from '../../api.ts'
import { useT } from '../../locale/division.ts'
import { asWritten, comma, say } from '../../locale/translate.ts'
import { Go, useUrl } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useRead } from '../../query.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { AsOfPicker, useAsOf } from '../../ui/as-of.tsx'
import { Day, Maybe } from '../../ui/figures.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Facts, Notice, PageHead, Panel } from '../../ui/page.tsx'
import { Empty, Loaded } from '../../ui/state.tsx'
import { UnitLink } from '../../ui/unit-link.tsx'
import { ChangeChain, DefineChain, EndChain } from './chain-form.tsx'
import { ScopeTag } from './scope-tag.tsx'
import { LINK_WORDS, LINKS } from './words.ts'
import './division.css'

export type Chain = Out<'listChains'>['chains'][number]
type Asked = { readonly chain: Chain | null; readonly ending: boolean }

/** The industry chains of the towns: what is shared, and which co-op stands at which link. */
export default function Chains(): ReactElement {
  const t = useT()
  const may = useMay()
  const own = ownUnit(useMe())
  const asOf = useAsOf()
  const [search] = useUrl()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [done, setDone] = useState(false)
  const townId = search['unitId'] ?? (own?.kind === 'town' ? own.id : undefined)
  const list = useRead('listChains', { asOf, townId })
  const chains = list.data?.chains ?? []
  const coops = new Set(chains.flatMap((chain) => chain.cooperatives.map((coop) => coop.id)))
  const ask = (chain: Chain | null, ending = false): void => {
    setDone(false)
    setAsked({ chain, ending })
  }
  return (
    <div className="page">
      <PageHead
        title={t('chains.title')}
        sentence={
          list.data === undefined
            ? '…'
            : chains.length === 0
              ? t('chains.none')
              : t('chains.sentence', { n: chains.length, coops: coops.size })
        }
        actions={
          <>
            <ScopeTag />
            <AsOfPicker />
            {may('defineChain') ? (
              <button type="button" className="button button-primary" onClick={() => ask(null)}>
                {t('chain.define')}
              </button>
            ) : null}
          </>
        }
      />
      {done ? <Notice tone="pass">{t('chain.done')}</Notice> : null}
      <Loaded read={list}>
        {(data) =>
          data.chains.length === 0 ? (
            <Empty title={t('chains.none')} hint={t('chains.noneHint')} />
          ) : (
            <div className="stack">
              {data.chains.map((chain) => (
                <ChainPanel key={chain.id} chain={chain} onAsk={ask} />
              ))}
            </div>
          )
        }
      </Loaded>
      {asked === null ? null : (
        <Forms
          asked={asked}
          townId={townId ?? null}
          close={() => setAsked(null)}
          onDone={() => setDone(true)}
        />
      )}
    </div>
  )
}

function Forms(props: {
  asked: Asked
  townId: string | null
  close: () => void
  onDone: () => void
}): ReactElement {
  const { asked, townId, ...rest } = props
  if (asked.chain === null) return <DefineChain townId={townId} {...rest} />
  return asked.ending ? (
    <EndChain chain={asked.chain} {...rest} />
  ) : (
    <ChangeChain chain={asked.chain} {...rest} />
  )
}

function ChainPanel(props: {
  chain: Chain
  onAsk: (chain: Chain, ending?: boolean) => void
}): ReactElement {
  const t = useT()
  const may = useMay()
  const { chain } = props
  const byLink = Map.groupBy(chain.cooperatives, (coop) => coop.link)
  return (
    <Panel
      title={asWritten(chain.name)}
      extra={
        may('changeChain') ? (
          <span className="row no-print">
            <button type="button" className="button" onClick={() => props.onAsk(chain)}>
              <Icon name="edit" /> {t('chain.change')}
            </button>
            <button type="button" className="button-link" onClick={() => props.onAsk(chain, true)}>
              {t('chain.end')}
            </button>
          </span>
        ) : undefined
      }
    >
      <Facts
        columns={2}
        facts={[
          { label: t('common.town'), value: <UnitLink kind="town" unit={chain.town} /> },
          { label: t('coops.industry'), value: chain.industry.name },
          {
            label: t('chain.facilities'),
            value: chain.facilities.map(asWritten).join(comma()) || t('common.none'),
          },
          {
            label: t('coops.area'),
            value: <Maybe value={chain.areaMu === '0.00' ? null : chain.areaMu} />,
          },
          { label: t('chain.from'), value: <Day value={chain.validFrom} /> },
          ...(chain.note === '' ? [] : [{ label: t('common.note'), value: asWritten(chain.note) }]),
        ]}
      />
      <ol className="chain-links">
        {LINKS.map((link) => (
          <li key={link}>
            <h3>{say(LINK_WORDS[link])}</h3>
            {byLink.has(link) ? (
              <ul className="inline-list">
                {(byLink.get(link) ?? []).map((coop) => (
                  <li key={coop.id}>
                    <Go to={paths.coop(coop.id)}>{coop.name}</Go>
                  </li>
                ))}
              </ul>
            ) : (
              <p className="muted">{t('chain.missing')}</p>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
