import { VERBS } from 'virtual:verbs/portal'
import { createRoot } from 'react-dom/client'
import { knowVerbs } from './api.ts'
import { start } from './locale/portal.ts'
import { Portal } from './portal/page.tsx'
import { startSettings } from './settings.ts'
import './ui/tokens.css'
import './portal/portal.css'

knowVerbs(VERBS)
startSettings()

async function open(): Promise<void> {
  await start()
  const container = document.getElementById('root')
  if (container === null) throw new Error('the page has no root')
  createRoot(container).render(<Portal />)
}

void open()
