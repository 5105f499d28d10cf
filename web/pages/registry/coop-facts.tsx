import type { ReactElement } from 'react'
import { useT } from '../../locale/desk.ts'
import { comma, say } from '../../locale/translate.ts'
import { paths } from '../../paths.ts'
import { Go } from '../../navigation.tsx'
import { Day, Maybe, Money } from '../../ui/figures.tsx'
import { Facts, Panel, Tag } from '../../ui/page.tsx'
import type { Coop } from './coop.tsx'
import { useKinds } from './use-names.ts'
import { CODE_WORDS, PURPOSE_WORDS, STATUS_WORDS } from './words.ts'

/** The branch's side beside the business side: who leads it, and what it does. */
export function CoopFacts({ coop }: { coop: Coop }): ReactElement {
  return (
    <div className="columns-2">
      <PartySide coop={coop} />
      <BusinessSide coop={coop} />
    </div>
  )
}

function PartySide({ coop }: { coop: Coop }): ReactElement {
  const t = useT()
  const badCode =
    coop.creditCodeCheck === 'wrong_check_digit' || coop.creditCodeCheck === 'malformed'
  return (
    <Panel title={t('coop.party')}>
      <Facts
        facts={[
          { label: t('coop.branch'), value: <Maybe value={coop.branch?.name} /> },
          { label: t('coop.collective'), value: <Maybe value={coop.collective?.name} /> },
          {
            label: t('coop.chair'),
            value:
              coop.chairPersonId === null ? (
                <Maybe value={coop.chairName} />
              ) : (
                <Go to={paths.person(coop.chairPersonId)}>{coop.chairName}</Go>
              ),
          },
          {
            label: t('coops.status'),
            value: t('coop.since', {
              status: say(STATUS_WORDS[coop.status]),
              day: coop.statusSince,
            }),
          },
          { label: t('coop.classReason'), value: <Maybe value={coop.classReason} /> },
          {
            label: t('coops.creditCode'),
            value: (
              <>
                <span className="mono">{coop.creditCode ?? '—'}</span>
                <Tag {...(badCode ? { tone: 'fail' as const } : {})}>
                  {say(CODE_WORDS[coop.creditCodeCheck])}
                </Tag>
              </>
            ),
          },
          {
            label: t('coops.registeredOn'),
            value:
              coop.registeredOn === null ? (
                <Maybe value={null} />
              ) : (
                <Day value={coop.registeredOn} />
              ),
          },
          { label: t('coop.registrar'), value: <Maybe value={coop.registrar} /> },
        ]}
      />
    </Panel>
  )
}

function BusinessSide({ coop }: { coop: Coop }): ReactElement {
  const t = useT()
  const kinds = useKinds()
  const kindNames = [coop.mainKind, ...coop.secondaryKinds].map(kinds.nameOf).join(comma())
  return (
    <Panel title={t('coop.business')}>
      <Facts
        facts={[
          { label: t('coops.kind'), value: kindNames },
          { label: t('coops.industry'), value: <Maybe value={coop.industry?.name} /> },
          {
            label: t('coop.businessForms'),
            value: <Maybe value={coop.businessForms.join(comma())} />,
          },
          { label: t('coop.businessScope'), value: <Maybe value={coop.businessScope} /> },
          { label: t('coops.area'), value: <Maybe value={coop.areaMu} /> },
          {
            label: t('coop.registeredCapital'),
            value:
              coop.registeredCapital === null ? (
                <Maybe value={null} />
              ) : (
                <>
                  <Money value={coop.registeredCapital} /> {t('common.yuan')}
                </>
              ),
          },
          { label: t('coop.address'), value: <Maybe value={coop.registeredAddress} /> },
          {
            label: t('coops.unions'),
            value:
              coop.unions.length === 0 ? (
                t('common.none')
              ) : (
                <>
                  {coop.unions.map((union) => (
                    <Go key={union.id} to={paths.union(union.id)}>
                      {union.name}
                    </Go>
                  ))}
                </>
              ),
          },
          {
            label: t('coop.chains'),
            value: coop.chains.map((one) => one.name).join(comma()) || t('common.none'),
          },
          {
            label: t('coop.pairings'),
            value:
              coop.pairings.length === 0
                ? t('common.none')
                : coop.pairings
                    .map((pairing) =>
                      t('coop.pairLead', {
                        name: pairing.lead.name,
                        purpose: say(PURPOSE_WORDS[pairing.purpose]),
                      }),
                    )
                    .join(comma()),
          },
        ]}
      />
    </Panel>
  )
}
