"""Opens a page in a headless Chromium: browse.py CHROMIUM URL STEP...

A step is a JavaScript expression that is asked again and again until it is truthy, and printed as JSON; or
`shot:WIDTH:HEIGHT:light|dark:FILE`, which takes a picture. What the browser complains of is printed behind `CONSOLE`. Spoken over pipes
(`--remote-debugging-pipe`), so that the standard library is enough.
"""

import base64
import json
import os
import subprocess
import sys
import tempfile
import time

CHROMIUM, URL, *STEPS = sys.argv[1:]
PATIENCE = 60

to_browser, ours_out = os.pipe()
ours_in, from_browser = os.pipe()
profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


def connect():
    # Neither may be overwritten before it has been copied.
    command, answer = os.dup(to_browser), os.dup(from_browser)
    os.dup2(command, 3)
    os.dup2(answer, 4)


browser = subprocess.Popen(
    [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe",
     f"--user-data-dir={profile.name}", "about:blank"],
    preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
os.close(to_browser)
os.close(from_browser)
messages = os.fdopen(ours_in, "rb")
last = 0


def hear():
    text = bytearray()
    while (byte := messages.read(1)) != b"\0":
        if not byte:
            sys.exit("the browser has gone")
        text += byte
    message = json.loads(text)
    told = message.get("params", {})
    match message.get("method"):
        case "Log.entryAdded":
            print("CONSOLE", told["entry"]["level"], told["entry"]["text"], told["entry"].get("url", ""))
        case "Runtime.exceptionThrown":
            print("CONSOLE", json.dumps(told["exceptionDetails"])[:500])
        case "Runtime.consoleAPICalled":
            print("CONSOLE", json.dumps(told["args"])[:500])
    return message


def call(method, session=None, **parameters):
    global last
    last += 1
    number = last
    message = {"id": number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
    os.write(ours_out, json.dumps(message).encode() + b"\0")
    while (answer := hear()).get("id") != number:
        pass
    if "error" in answer:
        sys.exit(f"{method}: {answer['error']}")
    return answer["result"]


def take(shot):
    width, height, scheme, file = shot.split(":", 3)
    call("Emulation.setEmulatedMedia", page, features=[{"name": "prefers-color-scheme", "value": scheme}])
    call("Emulation.setDeviceMetricsOverride", page, width=int(width), height=int(height), deviceScaleFactor=1,
         mobile=int(width) < 600)
    time.sleep(0.3)
    with open(file, "wb") as picture:
        picture.write(base64.b64decode(call("Page.captureScreenshot", page)["data"]))


def wait_for(expression):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        result = call("Runtime.evaluate", page, expression=expression, returnByValue=True, awaitPromise=True)
        value = result["result"].get("value")
        if value and "exceptionDetails" not in result:
            print(json.dumps(value))
            return
        time.sleep(0.1)
    print("NEVER", expression, json.dumps(result)[:500])


try:
    target = call("Target.createTarget", url="about:blank")["targetId"]
    page = call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ["Page", "Runtime", "Log"]:
        call(f"{domain}.enable", page)
    call("Page.navigate", page, url=URL)
    for step in STEPS:
        take(step.removeprefix("shot:")) if step.startswith("shot:") else wait_for(step)
finally:
    browser.kill()
    browser.wait()
