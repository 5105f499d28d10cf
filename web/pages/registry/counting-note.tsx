import type { ReactElement } from 'react'
import type { Text } from '../../../src/kernel/text.ts'
import { useT } from '../../locale/division.ts'
import { say } from '../../locale/translate.ts'
import { Go } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { ownUnit, useMay, useMe } from '../../session.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'

/** Whether the person may set the county's counting rules: the right, and a grant at county level. */
export function useMaySetCounting(): boolean {
  const may = useMay()
  return may('setCountingRules') && ownUnit(useMe())?.kind === 'county'
}

/** Beside a total: the rule it was counted by, and the door to the rules themselves. */
export function CountingNote(props: { rule: Text; door?: boolean }): ReactElement {
  const t = useT()
  const maySet = useMaySetCounting()
  return (
    <Popover
      className="button-link small"
      button={
        <>
          <Icon name="info" size={14} /> {t('coops.counting')}
        </>
      }
    >
      <div className="stack">
        <p>{say(props.rule)}</p>
        {props.door === true ? (
          <p>
            <Go to={paths.counting}>{t(maySet ? 'counting.change' : 'counting.open')}</Go>
          </p>
        ) : null}
      </div>
    </Popover>
  )
}
