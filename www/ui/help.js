// SPDX-License-Identifier: GPL-3.0-or-later
/* The help of a terminal's buttons: which keys are whose. */

export const HELP = `<dialog id="help" aria-labelledby="help-title">
<form method="dialog">
<h2 id="help-title">Keys</h2>
<table>
<tr><th scope="row"><kbd>Ctrl C</kbd></th><td>interrupts; with a selection,
copies it and lets go of it</td></tr>
<tr><th scope="row"><kbd>Ctrl Shift C</kbd> <kbd>Ctrl Insert</kbd></th>
<td>copy</td></tr>
<tr><th scope="row"><kbd>Ctrl Shift V</kbd> <kbd>Shift Insert</kbd></th>
<td>paste</td></tr>
<tr><th scope="row"><kbd>Ctrl Shift H</kbd></th><td>leads out of the terminal, to
its buttons; from there Tab goes on, and Escape back</td></tr>
<tr><th scope="row"><kbd>Ctrl W</kbd> <kbd>Ctrl T</kbd> <kbd>Ctrl N</kbd></th>
<td>are the browser’s: they close and open tabs and windows, and no page can
change that, except in full screen in browsers that have it (Chromium’s). To
delete a word: <kbd>Alt Backspace</kbd>, or <kbd>Esc</kbd> then
<kbd>Backspace</kbd>. In vi, <kbd>Ctrl W</kbd> has no substitute outside full
screen</td></tr>
<tr><th scope="row"><kbd>Ctrl +</kbd> <kbd>Ctrl −</kbd></th><td>are the browser’s,
too: the size of the text</td></tr>
<tr><th scope="row"><kbd>Shift</kbd> and the mouse</th><td>selects while a program
takes the mouse</td></tr>
</table>
<p>A page that is for its terminal asks before it is left while a program runs.
What was not saved to /home is gone then.</p>
<p>Screen reader: the text that comes is read out, and the lines can be read by the
reader’s own keys. The choice is kept.</p>
<button>Close</button>
</form></dialog>`;
