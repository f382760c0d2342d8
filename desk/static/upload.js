// Files by drag and drop or by choice, one after the other, with progress; then to the page of their run.
import { csrf, say, send } from './desk.js';

const form = document.getElementById('upload');
if (form) {
  const drop = document.getElementById('drop');
  const input = document.getElementById('files');
  document.getElementById('go').hidden = true;
  input.addEventListener('change', () => sendAll([...input.files].map((file) => [file.name, file])));
  for (const kind of ['dragenter', 'dragover']) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add('over'); });
  }
  for (const kind of ['dragleave', 'drop']) {
    drop.addEventListener(kind, () => drop.classList.remove('over'));
  }
  drop.addEventListener('drop', async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    try {
      sendAll((await Promise.all(entries.map((entry) => filesOf(entry, '')))).flat());
    } catch (fault) {
      say(`拖进来的文件夹读不了：${fault.message}。请改用“选择文件”。`, 'fault');
    }
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}

/** The files of a dropped file or folder, each with its way into it. */
async function filesOf(entry, before) {
  const path = before + entry.name;
  if (entry.isFile) return [[path, await new Promise((done, fail) => entry.file(done, fail))]];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) break;
    for (const one of some) found.push(...await filesOf(one, `${path}/`));
  }
  return found;
}

async function sendAll(files) {
  if (!files.length) return;
  const bar = document.querySelector('#progress progress');
  const told = document.getElementById('progress-told');
  const sender = document.getElementById('sender').value;
  const faults = [];
  document.getElementById('progress').hidden = false;
  document.getElementById('files').disabled = true;
  bar.max = files.reduce((sum, [, file]) => sum + file.size + 1, 0);
  let run = '';
  let before = 0;
  for (const [index, [path, file]] of files.entries()) {
    told.textContent = `正在上传第 ${index + 1} 个，共 ${files.length} 个`;
    try {
      if (file.size > form.dataset.largest * 1024 * 1024 - 65536) throw new Error(`有一个文件超过 ${form.dataset.largest}MB，请放进 收文/ 文件夹`);
      ({ run } = await sendOne({ run, sender, path }, file, (done) => { bar.value = before + done; }));
    } catch (fault) {
      faults.push(fault.message);
    }
    before += file.size + 1;
    bar.value = before;
  }
  if (faults.length) say([...new Set(faults)].join('；'), 'fault');
  document.getElementById('files').disabled = false;
  if (run) await goOn(run, faults.length > 0);
}

/** Photographs and passwords are asked on the run's page; where there is nothing to ask, it starts at once. */
async function goOn(run, failed) {
  const page = await fetch(`/upload/${run}`);
  const html = new DOMParser().parseFromString(await page.text(), 'text/html');
  const asks = html.querySelector('[name=together], [name=password], p.fault:not([hidden])') || failed;
  if (!asks && html.querySelector('form[action$="/start"] button')) await send(`/upload/${run}/start`);
  window.location.assign(`/upload/${run}`);
}

/** One file with its progress: fetch tells none for what it sends. */
function sendOne(values, file, moved) {
  return new Promise((done, fail) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...values, csrf })) body.append(name, value);
    body.append('files', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', '/upload');
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('X-CSRF', csrf);
    request.responseType = 'json';
    request.upload.addEventListener('progress', (event) => moved(Math.min(event.loaded, file.size)));
    request.addEventListener('load', () => {
      if (request.status === 200) done(request.response);
      else fail(new Error(request.response ? request.response.message : '网页台没有回答'));
    });
    request.addEventListener('error', () => fail(new Error('传到一半断了，请重新上传')));
    request.send(body);
  });
}
