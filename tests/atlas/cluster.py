"""A Spark cluster of processes of their own on this machine: a master and two workers.

Everything listens on loopback alone. `Cluster.events` is what the driver logged of the run.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

# Small executors, and few partitions, since there is little to do for each.
_CONF = """\
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.driver.memory 700m
spark.executor.memory 700m
spark.executor.cores 1
spark.ui.enabled false
spark.sql.shuffle.partitions 4
spark.sql.adaptive.coalescePartitions.parallelismFirst false
spark.eventLog.enabled true
spark.eventLog.compress false
spark.eventLog.rolling.enabled false
spark.eventLog.dir {events}
"""


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Cluster:
    def __init__(self, folder: Path):
        import pyspark

        self.folder, self.home = folder, Path(pyspark.__file__).parent
        self.master = f"spark://127.0.0.1:{_free_port()}"
        self.workers = []
        self._stack = ExitStack()
        for name in ("conf", "events"):
            (folder / name).mkdir()
        conf = _CONF.format(events=(folder / "events").as_uri())
        (folder / "conf" / "spark-defaults.conf").write_text(conf, "utf-8")
        self.env = {
            "SPARK_HOME": str(self.home),
            "SPARK_CONF_DIR": str(folder / "conf"),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "PYSPARK_PYTHON": sys.executable,
        }

    def __enter__(self):
        # A test before this one may have left a driver with other settings: no worker here has
        # the memory that it would ask for, and the run would wait for one for good.
        _end_driver()
        host, port = self.master.removeprefix("spark://").split(":")
        what = ["master.Master", "--host", host, "--port", port, "--webui-port", "0"]
        self._start("master", what)
        self._wait("master", "I have been elected leader", 1)
        for number in (1, 2):
            work = str(self.folder / f"work-{number}")
            what = ["worker.Worker", "--host", host, "--webui-port", "0", "--cores", "1"]
            what += ["--memory", "800m", "--work-dir", work, self.master]
            self.workers.append(self._start(f"worker-{number}", what))
        self._wait("master", "Registering worker", 2)
        return self

    def __exit__(self, *_):
        _end_driver()
        self._stack.close()

    def kill(self, number):
        """One worker, as when a machine loses its power."""
        self.workers[number].send_signal(signal.SIGKILL)

    def events(self):
        """Every event of every run."""
        lines = []
        for file in sorted((self.folder / "events").iterdir()):
            lines += file.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def _start(self, name, what):
        log = self._stack.enter_context((self.folder / f"{name}.log").open("wb"))
        command = [self.home / "bin" / "spark-class", f"org.apache.spark.deploy.{what[0]}"]
        process = subprocess.Popen(
            [*command, *what[1:]], env={**os.environ, **self.env}, stdout=log, stderr=log
        )
        self._stack.callback(_end, process)
        return process

    def _wait(self, name, text, times):
        file = self.folder / f"{name}.log"
        for _ in range(600):
            said = file.read_text("utf-8", "replace")
            if said.count(text) >= times:
                return
            time.sleep(0.2)
        raise TimeoutError(said[-2000:])


def _end_driver():
    """A process has one driver's JVM, which keeps the settings that it was started with: each
    cluster's run must have one of its own, or it is asked and logged as the last one's was."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    if gateway is not None:
        SparkContext._gateway = SparkContext._jvm = None
        gateway.shutdown()
        gateway.proc.stdin.close()
        _end(gateway.proc)


def _end(process):
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
