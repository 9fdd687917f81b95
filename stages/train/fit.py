"""Fit one adapter with transformers.Trainer, so that an interrupted run ends in the same bytes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from peft import LoraConfig, PeftModel, get_peft_model, prepare_model_for_kbit_training
from torch.utils.data import Dataset
from transformers import (
    PrinterCallback,
    ProgressCallback,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
    set_seed,
)

from stages.core.language_model.encoding import Encoded
from stages.core.language_model.generation import pad_id_of
from stages.core.language_model.loading import Loaded, require_bitsandbytes
from stages.core.language_model.scoring import mean, pad, score
from stages.train.params import TrainParams

COMPLETE = "complete"
"""File that ends a checkpoint: one without it was cut off while it was written."""


class Rows(NamedTuple):
    """What one adapter learns from."""

    train: Sequence[Encoded]
    validation: Sequence[Encoded]
    order: list[list[int]]
    """Numbers of the rows of each forward pass."""


class Step(NamedTuple):
    """A line of losses.csv."""

    step: int
    loss: float | None
    validation_loss: float | None


class Fitted(NamedTuple):
    """An adapter on its base, and how its loss went."""

    model: PeftModel
    curve: list[Step]


class Batches(Dataset[list[Encoded]]):
    """One item per forward pass, so that the trainer's order is ours."""

    def __init__(self, rows: Rows) -> None:
        """Hold the rows and their order."""
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows.order)

    def __getitem__(self, number: int) -> list[Encoded]:
        return [self.rows.train[row] for row in self.rows.order[number]]


class Observer(TrainerCallback):
    """Measure the validation loss once an epoch, and end every checkpoint with a mark."""

    def __init__(self, rows: Rows, every: int, pad_id: int, batch: int) -> None:
        """Measure on `rows.validation` after every `every` steps."""
        self.rows, self.every, self.pad_id, self.batch = rows, every, pad_id, batch

    def on_step_end(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Put the validation loss into the trainer's own history, which its checkpoints keep."""
        if state.global_step % self.every and state.global_step < state.max_steps:
            return
        model = kwargs["model"].eval()
        loss = mean(score(model, self.rows.validation, self.pad_id, self.batch))
        model.train()
        state.log_history.append({"step": state.global_step, "validation_loss": loss})

    def on_save(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """Mark the checkpoint as whole."""
        Path(str(args.output_dir), f"checkpoint-{state.global_step}", COMPLETE).touch()


def fit(loaded: Loaded, rows: Rows, params: TrainParams, checkpoints: Path) -> Fitted:
    """Return an adapter trained on `rows`; goes on from the last whole checkpoint below `checkpoints`."""
    pad_id = pad_id_of(loaded.tokenizer)
    set_seed(params.seed)  # get_peft_model draws lora_A: seeding in the trainer would come too late
    model = get_peft_model(_prepared(loaded, params), lora_config(loaded, params))
    trainer = Trainer(
        model=model,
        args=_arguments(params, checkpoints, loaded.base.dtype),
        train_dataset=Batches(rows),
        data_collator=lambda items: pad(items[0], pad_id)._asdict(),
        callbacks=[Observer(rows, _steps_of_an_epoch(rows, params), pad_id, params.batch)],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.remove_callback(ProgressCallback)
    trainer.train(resume_from_checkpoint=last_checkpoint(checkpoints))
    return Fitted(model.eval(), _curve(trainer.state.log_history))


def lora_config(loaded: Loaded, params: TrainParams) -> LoraConfig:
    """Return the shape of the adapter; the base is named by what it is, not by its place on this machine."""
    config = LoraConfig(
        r=params.lora.r,
        lora_alpha=params.lora.alpha,
        lora_dropout=params.lora.dropout,
        use_rslora=params.lora.rslora,
        target_modules=loaded.base.target_modules,
        task_type="CAUSAL_LM",
    )
    config.base_model_name_or_path = loaded.base.location
    config.revision = loaded.base.revision or None
    return config


def last_checkpoint(checkpoints: Path) -> str | None:
    """Return the newest checkpoint that was written to its end, or None."""
    whole = [mark.parent for mark in checkpoints.glob(f"checkpoint-*/{COMPLETE}")]
    return str(max(whole, key=lambda path: int(path.name.rpartition("-")[2]))) if whole else None


def _prepared(loaded: Loaded, params: TrainParams) -> torch.nn.Module:
    if "8bit" in params.optimizer:
        require_bitsandbytes(f"optimizer: {params.optimizer}")
    model: torch.nn.Module = loaded.model.requires_grad_(False)
    if params.quantization == "nf4":
        model = prepare_model_for_kbit_training(model, use_gradient_checkpointing=False)  # type: ignore[no-untyped-call]
    if params.gradient_checkpointing:
        loaded.model.gradient_checkpointing_enable({"use_reentrant": False})  # type: ignore[no-untyped-call]
    return model


def _steps_of_an_epoch(rows: Rows, params: TrainParams) -> int:
    return max(1, round(len(rows.order) / params.epochs / params.accumulation))


def _arguments(params: TrainParams, checkpoints: Path, dtype: str) -> TrainingArguments:
    arguments = TrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=1,
        per_device_train_batch_size=1,
        gradient_accumulation_steps=params.accumulation,
        train_sampling_strategy="sequential",
        learning_rate=params.rate,
        lr_scheduler_type="cosine",
        warmup_steps=params.warmup,
        weight_decay=params.weight_decay,
        max_grad_norm=params.clip,
        optim=params.optimizer,
        seed=params.seed,
        data_seed=params.seed,
        bf16=dtype == "bfloat16",
        save_strategy="steps" if params.checkpoint_steps else "no",
        save_steps=params.checkpoint_steps or 1,
        save_total_limit=2,
        logging_steps=1,
        logging_nan_inf_filter=False,
        report_to=[],
        disable_tqdm=True,
        remove_unused_columns=False,
        label_names=["labels"],
        dataloader_pin_memory=False,
        use_cpu=params.device == "cpu",
    )
    arguments._n_gpu = min(1, arguments.n_gpu)  # several GPUs in one process would be DataParallel
    return arguments


def _curve(history: list[dict[str, float]]) -> list[Step]:
    trained = {int(entry["step"]): entry["loss"] for entry in history if "loss" in entry}
    measured = {
        int(entry["step"]): entry["validation_loss"] for entry in history if "validation_loss" in entry
    }
    return [Step(step, trained.get(step), measured.get(step)) for step in sorted(trained | measured)]
