// The heartbeat of a page that is left open: what waits in the folder, and what runs behind.
import { ask, follow } from './desk.js';

async function beat() {
  try {
    const { waiting, last, running, watched } = await ask('/pulse');
    const state = document.getElementById('pulse-state');
    state.textContent = waiting === null ? '打不开' : waiting ? '有文件等着收' : '已收完';
    state.className = `mark ${waiting === null ? 'red' : waiting ? 'amber' : 'green'}`;
    document.getElementById('pulse-waiting').textContent = waiting === null ? '缺' : waiting;
    document.getElementById('pulse-last').textContent = last || '还没有';
    document.getElementById('pulse-watchers').textContent = watched;
    document.getElementById('pulse-running').textContent = running ? `正在后面办：${running}` : '';
  } catch (fault) {
    document.getElementById('pulse-running').textContent = fault.message;
  }
}

async function tellPlans() {
  const plans = document.querySelectorAll('[data-plan]');
  if (!plans.length) return;
  const told = await ask('/plans-told');
  for (const one of plans) if (told[one.dataset.plan]) one.textContent = `；${told[one.dataset.plan]}`;
}

setInterval(beat, 30000);
tellPlans();
if (document.querySelector('.today')) follow({ began: beat, ended: beat });
