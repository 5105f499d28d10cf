import { createRoot } from 'react-dom/client'
import { start } from './locale/portal.ts'
import { Portal } from './portal/page.tsx'
import { startSettings } from './settings.ts'
import './ui/tokens.css'
import './portal/portal.css'

startSettings()

async function open(): Promise<void> {
  await start()
  const container = document.getElementById('root')
  if (container === null) throw new Error('the page has no root')
  createRoot(container).render(<Portal />)
}

void open()
